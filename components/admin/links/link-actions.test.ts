import { expect, test } from 'vitest'
import { inviteStates } from '@/lib/signup-token-state'
import { isShareable, linkActions } from './link-actions'

const limited = (state: (typeof inviteStates)[number]) => linkActions({ state, maxUses: 10 })

test('what is offered first is what the state calls for', () => {
  expect(inviteStates.map((state) => [state, limited(state).primary])).toEqual([
    ['open', 'share'],
    ['scheduled', 'share'],
    ['paused', 'resume'],
    ['expired', 'extend'],
    ['full', 'addPlaces'],
    ['revoked', 'restore'],
  ])
})

test.each(inviteStates)(
  'what a link that is %s offers first is in its menu, and nothing twice',
  (state) => {
    const { primary, groups } = limited(state)
    const all = groups.flat()
    expect(all).toContain(primary)
    expect(new Set(all).size).toBe(all.length)
  },
)

test('a link that lets nobody in any more is neither shared nor paused', () => {
  for (const state of ['expired', 'full', 'revoked'] as const) {
    const all = limited(state).groups.flat()
    expect(all).not.toContain('copy')
    expect(all).not.toContain('share')
    expect(all).not.toContain('pause')
    expect(isShareable({ state, maxUses: 10 })).toBe(false)
  }
})

test('a revoked link is restored before anything else about it changes', () => {
  expect(limited('revoked').groups.flat()).toEqual(['restore', 'rename', 'duplicate'])
})

test('without a limit there are no places to add', () => {
  const all = linkActions({ state: 'open', maxUses: null }).groups.flat()
  expect(all).not.toContain('addPlaces')
  expect(all).not.toContain('addTen')
  expect(limited('open').groups.flat()).toContain('addTen')
})
