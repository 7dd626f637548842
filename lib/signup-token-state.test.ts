import { expect, test } from 'vitest'
import { type InviteFacts, inviteState, inviteStates } from './signup-token-state'

const at = new Date('2027-03-28T01:00:00.000Z')
const later = new Date(at.getTime() + 1)

function link(facts: Partial<InviteFacts> = {}): InviteFacts {
  const open = { enabled: true, startsAt: null, expiresAt: later, revokedAt: null }
  return { ...open, maxUses: null, useCount: 0, creatorLost: false, ...facts }
}

test('a link with nothing against it is open', () => {
  expect(inviteState(link(), at)).toBe('open')
})

// CHECKLIST 10
test('a link is open one millisecond before its end and over at its end', () => {
  expect(inviteState(link({ expiresAt: later }), at)).toBe('open')
  expect(inviteState(link({ expiresAt: at }), at)).toBe('expired')
})

test('a link is scheduled one millisecond before its start and open at its start', () => {
  expect(inviteState(link({ startsAt: later }), at)).toBe('scheduled')
  expect(inviteState(link({ startsAt: at }), at)).toBe('open')
})

// CHECKLIST 7
test('no limit is never full; a limit is full when it is reached', () => {
  expect(inviteState(link({ maxUses: null, useCount: 1_000_000 }), at)).toBe('open')
  expect(inviteState(link({ maxUses: 2, useCount: 1 }), at)).toBe('open')
  expect(inviteState(link({ maxUses: 2, useCount: 2 }), at)).toBe('full')
})

// CHECKLIST 54
test('a link whose creator is gone is paused', () => {
  expect(inviteState(link({ creatorLost: true }), at)).toBe('paused')
})

test('where several states hold, the first of revoked, expired, full, paused, scheduled is told', () => {
  const reasons: [string, Partial<InviteFacts>][] = [
    ['revoked', { revokedAt: at }],
    ['expired', { expiresAt: at }],
    ['full', { maxUses: 1, useCount: 1 }],
    ['paused', { enabled: false }],
    ['scheduled', { startsAt: later }],
  ]
  expect(['open', ...reasons.map(([state]) => state)].toSorted()).toEqual(inviteStates.toSorted())
  for (const [first, [state]] of reasons.entries()) {
    const rest = reasons.slice(first).map(([, facts]) => facts)
    expect(inviteState(link(Object.assign({}, ...rest)), at)).toBe(state)
  }
})
