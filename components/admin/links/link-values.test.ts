import { expect, test } from 'vitest'
import { createSignupTokenSchema } from '@/lib/schemas/signup-token'
import { bodyOf, changesOf, defaultsOf, differences, fieldOf, undoOf } from './link-fields'
import {
  endOf,
  type LinkForm,
  type LinkView,
  laterEnd,
  lifetimes,
  lifetimeText,
  newValues,
  toLocal,
  valuesOf,
} from './link-values'

const now = new Date('2030-01-10T12:00:00.000Z')

const link: LinkView = {
  id: '0123456789abcdef',
  name: 'Rowing club',
  show: {},
  url: 'https://foyer.test/invite/a',
  state: 'open',
  creatorLost: false,
  enabled: true,
  revokedAt: null,
  roleId: 3,
  role: 'Viewer',
  useCount: 2,
  maxUses: 10,
  expiresAt: '2030-01-12T12:00:30.123Z',
  startsAt: null,
  createdAt: '2030-01-09T12:00:00.000Z',
  lastUsedAt: null,
  creator: 'Ada Lovelace',
  creatorEmail: 'ada@example.org',
  version: 4,
}

/** The controls of a form that the API's schema finds wrong. */
function wrongIn(form: LinkForm) {
  const read = createSignupTokenSchema.safeParse(bodyOf(form, now))
  return read.error?.issues.map(({ path }) => [fieldOf(String(path[0]), form.ends)])
}

const defaults = { hours: 48, roleId: 3, maxUses: null }

test('an end is counted from the moment the form is sent', () => {
  const form = newValues('A', defaults, new Date('2030-01-01T00:00:00Z'))
  expect(bodyOf(form, now).expiresAt).toBe('2030-01-12T12:00:00.000Z')
})

test('a date of one’s own is in the zone of the browser', () => {
  const end = endOf({ ends: 'at', endsAt: toLocal('2030-01-12T12:00:00.000Z') }, now)
  expect(end?.toISOString()).toBe('2030-01-12T12:00:00.000Z')
  expect(endOf({ ends: 'at', endsAt: '' }, now)).toBeNull()
})

test('a new link takes the defaults, or the settings of the one it is a copy of', () => {
  expect(newValues('Invite', { hours: 48, roleId: 2, maxUses: 5 }, now)).toMatchObject({
    name: 'Invite',
    title: '',
    role: '2',
    ends: '48',
    places: '5',
  })
  expect(newValues('A', { ...defaults, hours: 3 }, now)).toMatchObject({ ends: 'at' })
  expect(newValues('Copy', defaults, now, { ...link, show: { title: 'Rowing' } })).toMatchObject({
    name: 'Copy',
    title: 'Rowing',
    places: '10',
  })
})

test('a form becomes the settings of the links to come, its end in whole hours', () => {
  const form = { ...newValues('A', defaults, now), role: '2', places: '8', ends: '168' }
  const kept = { hours: 168, rootRole: 2, maxUses: 8 }
  expect(defaultsOf(form, now)).toEqual({ linkDefaults: kept })
  const soon = { ...form, ends: 'at', endsAt: toLocal('2030-01-10T12:10:00.000Z') }
  expect(defaultsOf(soon, now)).toEqual({ linkDefaults: { ...kept, hours: 1 } })
})

test('only what was changed is sent, and an untouched end keeps its seconds', () => {
  const form = valuesOf(link)
  expect(changesOf(form, link, now)).toEqual({})
  expect(changesOf({ ...form, places: '' }, link, now)).toEqual({ maxUses: null })
  expect(changesOf({ ...form, ends: '1', name: 'B' }, link, now)).toEqual({
    name: 'B',
    expiresAt: '2030-01-10T13:00:00.000Z',
  })
})

test('a change is taken back by what stood before; an end that is over cannot come back', () => {
  expect(undoOf({ name: 'B', maxUses: null }, link, now)).toEqual({ name: link.name, maxUses: 10 })
  expect(
    undoOf({ expiresAt: '' }, { ...link, expiresAt: '2029-01-01T00:00:00.000Z' }, now),
  ).toBeNull()
})

const words = {
  instant: (iso: string) => iso,
  role: (id: number) => `role ${id}`,
  word: (key: string) => key,
}

test('what another admin changed is told in words', () => {
  const after = {
    ...link,
    maxUses: null,
    roleId: 2,
    show: { title: 'Rowing' },
    enabled: false,
    url: 'https://foyer.test/invite/b',
  }
  expect(differences(link, after, words)).toEqual([
    { what: 'state', before: 'active', after: 'paused' },
    { what: 'title', before: 'empty', after: 'Rowing' },
    { what: 'role', before: 'role 3', after: 'role 2' },
    { what: 'places', before: '10', after: 'noLimit' },
    { what: 'address', before: 'oldAddress', after: 'newAddress' },
  ])
  expect(differences(link, { ...link, version: 9, useCount: 3 }, words)).toEqual([])
})

test('an empty title is none, and a title is changed alone', () => {
  expect(bodyOf({ ...newValues('A', defaults, now), title: ' ' }, now).show).toEqual({
    title: null,
  })
  expect(changesOf({ ...valuesOf(link), title: 'Rowing' }, link, now)).toEqual({
    show: { title: 'Rowing' },
  })
  expect(undoOf({ show: { title: 'Rowing' } }, link, now)).toEqual({ show: { title: null } })
})

test('a link is extended from its end, or from now where that is over, up to the limit', () => {
  const later = (end: string, days: number) => laterEnd(end, days, 30, now).toISOString()
  expect(later('2030-01-12T12:00:00.000Z', 7)).toBe('2030-01-19T12:00:00.000Z')
  expect(later('2029-06-01T00:00:00.000Z', 7)).toBe('2030-01-17T12:00:00.000Z')
  expect(later('2030-02-01T00:00:00.000Z', 30)).toBe('2030-02-09T12:00:00.000Z')
})

test('up to two days a lifetime is said in hours', () => {
  expect(lifetimes.map(lifetimeText)).toEqual([
    { key: 'inHours', count: 1 },
    { key: 'inHours', count: 24 },
    { key: 'inHours', count: 48 },
    { key: 'inDays', count: 7 },
    { key: 'inDays', count: 30 },
  ])
})

test.each(['0', '-1', '1.5', '100001', 'ten', '1e3'])('%s is no number of places', (places) => {
  expect(wrongIn({ ...newValues('A', defaults, now), places })).toEqual([['places']])
})

test('a date that was not chosen is told on its field', () => {
  const unchosen = { ...newValues('A', defaults, now), ends: 'at', endsAt: '' }
  expect(wrongIn(unchosen)).toEqual([['endsAt']])
  expect(changesOf({ ...valuesOf(link), ends: 'at', endsAt: '' }, link, now)).toEqual({
    expiresAt: '',
  })
})

test('an error of the API finds its field', () => {
  expect(fieldOf('expiresAt', 'at')).toBe('endsAt')
  expect(fieldOf('expiresAt', '48')).toBe('ends')
  expect(fieldOf('maxUses', '48')).toBe('places')
  expect(fieldOf('show.title', '48')).toBe('title')
  expect(fieldOf('revoked', '48')).toBeNull()
})
