import { expect, test } from 'vitest'
import { detailsOf, eventTypeNames, sentenceOf } from '@/lib/event-sentence'
import { eventTypes } from '@/lib/event-types'

test('every type has a sentence of its own that names whom or what it is about', () => {
  const texts = eventTypes.map((type) => JSON.stringify(sentenceOf(type)))
  expect(new Set(texts).size).toBe(eventTypes.length)
  for (const text of texts) expect(text).toMatch(/"ref":"(actor|person|link)"/)
  expect(new Set(Object.values(eventTypeNames)).size).toBe(Object.keys(eventTypeNames).length)
})

test('a type of another version is told by its own name, even one of an object’s own', () => {
  for (const type of ['link-moved', 'toString', '__proto__']) {
    expect(sentenceOf(type)).toEqual([{ ref: 'actor' }, { text: `: ${type}` }])
  }
})

test('changes are told as what was and what is', () => {
  const data = {
    maxUses: { from: 5, to: null },
    roleId: { from: 3, to: 2 },
    enabled: false,
    expiresAt: { from: '2030-01-01T10:00:00.000Z', to: '2030-01-02T10:30:00.000Z' },
    email: 'changed',
    languages: { from: ['en'], to: ['en', 'de'] },
  }
  expect(detailsOf(data)).toEqual([
    'Places: 5 → no limit',
    'Role: Viewer → Editor',
    'Enabled: no',
    'Ends: 2030-01-01 10:00 UTC → 2030-01-02 10:30 UTC',
    'Email address: changed',
    'Languages: en → en, de',
  ])
  expect(detailsOf(null)).toEqual([])
})
