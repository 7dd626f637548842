import { expect, test } from 'vitest'
import { daysOf, linesOf } from '@/lib/event-lines'
import type { ActivityEvent } from '@/lib/event-sentence'

const rosa = { id: 1, name: 'Rosa' }
const link = { id: 'a', name: 'Rowing club' }
const ada = { id: 2, name: 'Ada' }

/** Events, newest first, each a minute before the one above it. */
function newestFirst(...given: Partial<ActivityEvent>[]): ActivityEvent[] {
  return given.map((event, index) => ({
    id: given.length - index,
    type: 'public-signup-token-updated',
    createdAt: new Date(Date.UTC(2030, 0, 1, 12, 60 - index)).toISOString(),
    actor: rosa,
    person: null,
    link,
    data: {},
    address: null,
    userAgent: null,
    ...event,
  }))
}

const paused = { data: { enabled: { from: true, to: false } } }
const resumed = { data: { enabled: { from: false, to: true } } }

function said(events: ActivityEvent[]) {
  return linesOf(events).map(({ sentence, events: { length } }) => `${sentence.key} ${length}`)
}

test('a join is one line, whichever events of it are on the page', () => {
  const added = { type: 'public-signup-token-user-added', actor: ada, person: ada }
  const created = { type: 'user-created', actor: ada, person: ada }
  expect(said(newestFirst(added, created))).toEqual(['joined 2'])
  expect(said(newestFirst(added))).toEqual(['joined 1'])
  expect(said(newestFirst(created))).toEqual([])
  expect(said(newestFirst({ ...created, link: null }))).toEqual(['accountCreated 1'])
})

test('two people who join at the same time are two lines', () => {
  const bo = { id: 3, name: 'Bo' }
  const [added, created] = ['public-signup-token-user-added', 'user-created']
  const events = newestFirst(
    { type: added, actor: bo, person: bo },
    { type: added, actor: ada, person: ada },
    { type: created, actor: bo, person: bo },
    { type: created, actor: ada, person: ada },
  )
  expect(said(events)).toEqual(['joined 2', 'joined 2'])
})

test('changes of the same thing by the same person within minutes are one line, oldest first', () => {
  const places = { data: { maxUses: { from: 5, to: 9 } } }
  const [line, ...rest] = linesOf(newestFirst(resumed, places, paused))
  expect(rest).toEqual([])
  expect(line?.sentence).toEqual({ key: 'linkManyChanges', values: { texts: { count: 3 } } })
  expect(line?.changes.map(({ key }) => key)).toEqual([
    'linkPaused',
    'linkPlacesRaised',
    'linkResumed',
  ])
  expect(line?.events).toHaveLength(3)
})

test('by somebody else, to something else, or later they are lines of their own', () => {
  expect(said(newestFirst(resumed, { ...paused, actor: ada }))).toHaveLength(2)
  const other = { id: 'b', name: 'Choir' }
  expect(said(newestFirst(resumed, { ...paused, link: other }))).toHaveLength(2)
  const earlier = new Date(Date.UTC(2030, 0, 1, 12, 49)).toISOString()
  expect(said(newestFirst(resumed, { ...paused, createdAt: earlier }))).toHaveLength(2)
})

test('what changed nothing is no line', () => {
  const same = { data: { name: { from: 'A', to: 'A' } } }
  expect(linesOf(newestFirst({}, same, { type: 'settings-updated', link: null }))).toEqual([])
})

test('refused sign-ups and requests of some minutes are counted, by their reason', () => {
  const refused = { type: 'public-signup-token-user-refused', data: { reason: 'full' } }
  const events = newestFirst(refused, { ...refused, data: { reason: 'paused' } }, refused)
  expect(linesOf(events).map(({ sentence }) => sentence.values.texts)).toEqual([
    { reason: 'full', count: 2 },
    { reason: 'paused', count: 1 },
  ])
})

test('sign-ins are never folded', () => {
  const signedIn = { type: 'user-signed-in', person: rosa, link: null }
  expect(said(newestFirst(signedIn, signedIn))).toEqual(['signedIn 1', 'signedIn 1'])
})

test('lines are grouped by day', () => {
  const events = newestFirst(
    { type: 'user-signed-in' },
    { type: 'user-signed-out', createdAt: '2029-12-31T23:00:00.000Z' },
  )
  const days = daysOf(linesOf(events), (at) => at.slice(0, 10))
  expect(days.map(({ day, lines }) => [day, lines.length])).toEqual([
    ['2030-01-01', 1],
    ['2029-12-31', 1],
  ])
})
