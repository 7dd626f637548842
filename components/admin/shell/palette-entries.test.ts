import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import type { InviteState } from '@/lib/signup-token-state'
import en from '@/messages/desk/en.json'
import { groupsFor, type Step, searchedFor } from './palette-entries'

const t = createTranslator({ locale: 'en', messages: en, namespace: 'desk.palette' })

function link(state: InviteState, name = 'Rowing club') {
  return { id: 'a', name, state, url: 'https://x.test/invite/t', expiresAt: '2030-01-01T00:00:00Z' }
}

const ada = { id: 7, name: 'Ada', email: 'ada@example.org' }
const preferences = { languages: [['en', 'English'] as const, ['de', 'Deutsch'] as const] }

function offered(text: string, step: Step = { name: 'all' }, links = [link('open')]) {
  const found = { links, people: [ada] }
  const groups = groupsFor({ text, step, found, preferences }, t)
  return groups.map(({ value, items }) => `${value}: ${items.map(({ name }) => name).join(', ')}`)
}

describe('the palette', () => {
  test('offers everything where nothing is typed', () => {
    expect(offered('')).toEqual([
      'Actions: Create link, Find a person',
      'Links: Rowing club',
      'People: Ada',
      'Pages: Overview, Links, Requests, People, Activity, Settings, Your account, Your API tokens',
      'You: Change language, Change theme, Sign out',
    ])
  })

  test('finds pages and actions by the start of any of their words', () => {
    expect(offered('sett')[0]).toBe('Pages: Settings')
    expect(offered('LINK')[0]).toBe('Actions: Create link')
    expect(offered('ink')[0]).toBe('Links: Rowing club')
  })

  test.each([
    ['open', 'Open, Copy address, Pause, Extend by 7 days'],
    ['paused', 'Open, Copy address, Resume, Extend by 7 days'],
    ['expired', 'Open, Copy address, Extend by 7 days'],
    ['revoked', 'Open'],
  ] as const)('offers of a link that is %s: %s', (state, names) => {
    expect(offered('', { name: 'link', link: link(state) })).toEqual([`Rowing club: ${names}`])
  })

  test('takes a text that starts with what to do as that, and looks for the rest', () => {
    expect(searchedFor('pause row', t)).toBe('row')
    expect(searchedFor(' row club ', t)).toBe('row club')
    expect(searchedFor('pause', t)).toBe('pause')
    expect(offered('pause row')[0]).toBe('This link: Pause')
    expect(offered('pause row', { name: 'all' }, [link('revoked')])[0]).toBe('Links: Rowing club')
  })

  test('offers languages only where there is a choice', () => {
    const step = { name: 'language' } as const
    expect(offered('', step)).toEqual(['Change language: English, Deutsch'])
    const one = { languages: [['en', 'English'] as const] }
    const asked = { text: '', step: { name: 'all' } as const, preferences: one }
    const groups = groupsFor({ ...asked, found: { links: [], people: [] } }, t)
    expect(groups.at(-1)?.items.map(({ id }) => id)).toEqual(['theme', 'signOut'])
  })

  test('no two entries of a list have the same id, which is their key', () => {
    const groups = groupsFor(
      {
        text: '',
        step: { name: 'all' },
        found: { links: [link('open')], people: [ada] },
        preferences,
      },
      t,
    )
    const ids = groups.flatMap(({ items }) => items.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
  })
})
