import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'
import { isLocale, locales } from '@/i18n/locales'
import type { Change, Values } from '@/lib/event-changes'
import { changesIn, eventGroups, groupOf, sentenceOf, typesOf } from '@/lib/event-sentence'
import { eventTypes } from '@/lib/event-types'
import { settingNames } from '@/lib/schemas/settings'
import { inviteStates } from '@/lib/signup-token-state'
import en from '@/messages/desk/en.json'

const fields = {
  actor: () => 'Rosa',
  person: () => 'Ada',
  link: () => 'Rowing club',
}

function fill({ texts, roles, when }: Values) {
  return { ...texts, ...roles, self: 'no', when: () => when ?? '', ...fields }
}

const t = createTranslator({ locale: 'en', messages: en, namespace: 'desk.events' })

function say(type: string, data: unknown = {}): string {
  const { key, values } = sentenceOf({ type, data })
  return t.markup(`says.${key}`, fill(values))
}

function changes(type: string, data: unknown): string[] {
  const short = ({ key, values }: Change) => t.markup(`changes.${key}`, fill(values))
  return (changesIn({ type, data }) ?? []).map(short)
}

/** What any sentence may be filled with. */
const samples = [0, 1, 2, 3, 11, 100].flatMap((number) =>
  ['yes', 'no', 'all', 'some', 'paused', 'full'].map((choice) => ({
    ...{ count: number, of: number, to: number, from: number, name: 'x', type: 'x' },
    ...{ self: choice, scope: choice, paused: choice, reason: choice },
    ...fields,
    when: () => 'May',
  })),
)

describe.each(Object.keys(locales).filter(isLocale))('in %s', (locale) => {
  test('every type has a sentence that is well formed and names whom or what it is about', async () => {
    const { default: messages } = await import(`../messages/desk/${locale}.json`)
    const own = createTranslator({ locale, messages, namespace: 'desk.events' })
    const sentences = eventTypes.map((type) => {
      const { key, values } = sentenceOf({ type, data: { count: 2, requests: 3, reason: 'full' } })
      return own.markup(`says.${key}`, fill(values))
    })
    for (const sentence of sentences) expect(sentence).toMatch(/Rosa|Ada|Rowing club/)
    expect(new Set(sentences).size).toBe(eventTypes.length)
  })

  test('a refused sign-up is described in other words for each state of the link', async () => {
    const { default: messages } = await import(`../messages/desk/${locale}.json`)
    const own = createTranslator({ locale, messages, namespace: 'desk.events' })
    // `open` refuses nobody, and gets the words for what is not known.
    const sentences = inviteStates.map((reason) =>
      own.markup('says.refused', { ...fields, count: 1, reason }),
    )
    expect(new Set(sentences).size).toBe(inviteStates.length)
  })

  test('every sentence and every short change is there, for one and for many', async () => {
    const { default: messages } = await import(`../messages/desk/${locale}.json`)
    const own = createTranslator({ locale, messages, namespace: 'desk.events' })
    for (const part of ['says', 'changes'] as const) {
      const keys = Object.keys(en.desk.events[part])
      expect(Object.keys(messages.desk.events[part])).toEqual(keys)
      const all = keys.flatMap((key) =>
        samples.map((sample) => own.markup(`${part}.${key}`, sample)),
      )
      expect(all.filter((sentence) => /[<{}>]|^\S+\.\S+\.\S+$/.test(sentence))).toEqual([])
    }
  })
})

test('every type is in one group of the filter', () => {
  expect(eventGroups.flatMap(typesOf).toSorted()).toEqual(eventTypes.toSorted())
  expect(groupOf('toString')).toBeNull()
})

test('a type of another version is shown by its own name, even one of an object’s own', () => {
  for (const type of ['link-moved', 'toString', '__proto__']) {
    expect(say(type)).toBe(`Rosa: ${type}`)
    expect(changesIn({ type, data: { name: 'x' } })).toBeNull()
  }
})

describe('a change of a link is said as what it is', () => {
  const type = 'public-signup-token-updated'
  test.each([
    [{ enabled: { from: true, to: false } }, 'Rosa paused Rowing club'],
    [
      { enabled: { from: false, to: true }, createdById: { from: 1, to: 2 } },
      'Rosa resumed Rowing club',
    ],
    [
      { creatorLost: { from: true, to: false }, createdById: { from: 1, to: 2 } },
      'Rosa resumed Rowing club',
    ],
    [{ maxUses: { from: 5, to: 10 } }, 'Rosa raised the limit of Rowing club from 5 to 10 places'],
    [{ maxUses: { from: 10, to: 5 } }, 'Rosa lowered the limit of Rowing club from 10 to 5 places'],
    [{ maxUses: { from: null, to: 1 } }, 'Rosa limited Rowing club to 1 place'],
    [{ maxUses: { from: 5, to: null } }, 'Rosa removed the limit on places of Rowing club'],
    [
      { expiresAt: { from: '2030-01-01T10:00:00.000Z', to: '2030-02-01T10:00:00.000Z' } },
      'Rosa moved the end of Rowing club to 2030-02-01T10:00:00.000Z',
    ],
    [
      { startsAt: { from: '2030-01-01T10:00:00.000Z', to: null } },
      'Rosa removed the start date of Rowing club',
    ],
    [{ name: { from: 'A', to: 'B' } }, 'Rosa renamed Rowing club from “A” to “B”'],
    [{ createdById: { from: 1, to: 2 } }, 'Rosa changed Rowing club'],
    [{ somethingElse: { from: 1, to: 2 } }, 'Rosa changed Rowing club'],
    [
      { creatorLost: { from: false, to: true }, reason: 'creator-disabled' },
      'Rowing club was paused because its creator is no longer an administrator',
    ],
    [
      { creatorLost: { from: true, to: false }, reason: 'creator-enabled' },
      'Rowing club was resumed because its creator is an administrator again',
    ],
  ])('%j', (data, sentence) => {
    expect(say(type, data)).toBe(sentence)
  })

  test('several at once are counted, and each is said', () => {
    const data = { maxUses: { from: 5, to: 10 }, enabled: { from: true, to: false } }
    expect(say(type, data)).toBe('Rosa made 2 changes to Rowing club')
    expect(changes(type, data)).toEqual(['Places raised from 5 to 10', 'Paused'])
  })

  test('what is as it was is no change', () => {
    expect(changes(type, {})).toEqual([])
    expect(changes(type, { name: { from: 'A', to: 'A' }, reason: 'x' })).toEqual([])
  })
})

test('a change of a person says what it was, and whether they did it themselves', () => {
  expect(say('user-updated', { enabled: false })).toBe('Rosa disabled the account of Ada')
  expect(say('user-updated', { roleId: { from: 3, to: 2 } })).toBe(
    'Rosa changed the role of Ada from 3 to 2',
  )
  const { key } = sentenceOf({ type: 'user-updated', data: { email: 'changed' } })
  expect(t.markup(`says.${key}`, { ...fields, self: 'yes' })).toBe(
    'Ada changed their email address',
  )
})

test('each setting has a sentence of its own', () => {
  const sentences = settingNames.map((name) => say('settings-updated', { [name]: 'changed' }))
  expect(new Set(sentences).size).toBe(settingNames.length)
  expect(sentences).not.toContain('Rosa changed the settings')
})

describe('removing people says how many of how many', () => {
  const type = 'public-signup-token-reversed'
  test.each([
    [
      { count: 6, of: 8, paused: true },
      'Rosa removed 6 of 8 people who joined through Rowing club and paused it',
    ],
    [
      { count: 8, of: 8, paused: false },
      'Rosa removed all 8 people who joined through Rowing club',
    ],
    [{ count: 1, of: 1 }, 'Rosa removed the only person who joined through Rowing club'],
    [{ count: 6, reversal: 3 }, 'Rosa removed 6 people who joined through Rowing club'],
  ])('%j', (data, sentence) => {
    expect(say(type, data)).toBe(sentence)
  })
})
