import { expect, test } from 'vitest'
import type { BulkResponse } from '@/lib/schemas/responses'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, now } from '@/lib/server/runtime/clock'
import { signup } from '@/lib/server/signup/signup'
import { cookieFor, givenAdmin, givenLink, givenUser, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST } from './route'

const inOneDay = () => new Date(now().getTime() + DAY).toISOString()

async function send(body: unknown, cookie?: string) {
  const as = cookie ?? (await cookieFor((await givenAdmin()).id))
  return await POST(request('POST', '/bulk', { body, cookie: as }), params({}))
}

async function resultsOf(body: unknown): Promise<BulkResponse['results']> {
  const response = await send(body)
  expect(response.status).toBe(200)
  return (await response.json()).results
}

function rowOf(id: string) {
  return getDb().signupToken.findUniqueOrThrow({ where: { id } })
}

// CHECKLIST 63
test('pauses what is named by token or by id, with an event each, and says what became of each', async () => {
  const [one, two] = [await givenLink(), await givenLink()]
  const paused = await givenLink()
  await resultsOf({ tokens: [paused.id], action: 'pause' })
  const tokens = [one.token, two.id, paused.id, '0'.repeat(16), 'nonsense', two.token]
  const results = await resultsOf({ tokens, action: 'pause' })
  expect(results.map(({ token, result }) => [token, result])).toEqual([
    [one.token, 'changed'],
    [two.id, 'changed'],
    [paused.id, 'unchanged'],
    ['0'.repeat(16), 'missing'],
    ['nonsense', 'missing'],
    [two.token, 'unchanged'],
  ])
  expect(await rowOf(one.id)).toMatchObject({ enabled: false, version: 2 })
  const where = { signupTokenId: two.id, type: 'public-signup-token-updated' }
  const data = { enabled: { from: true, to: false } }
  expect(await getDb().event.findMany({ where })).toMatchObject([{ data }])
})

// CHECKLIST 19
test('a token that was rotated away names nothing', async () => {
  const link = await givenLink()
  await getDb().signupToken.update({ where: { id: link.id }, data: { nonce: '0'.repeat(16) } })
  const [result] = await resultsOf({ tokens: [link.token], action: 'revoke' })
  expect(result?.result).toBe('missing')
})

test('revoking is taken back by restoring', async () => {
  const { id } = await givenLink()
  await resultsOf({ tokens: [id], action: 'revoke' })
  expect((await rowOf(id)).revokedAt).not.toBeNull()
  await resultsOf({ tokens: [id], action: 'restore' })
  expect((await rowOf(id)).revokedAt).toBeNull()
})

test('an extension is taken back with the ends of before, even one that is over', async () => {
  const over = await givenLink({ expiresAt: new Date(now().getTime() - HOUR) })
  const open = await givenLink()
  const tokens = [over.id, open.id]
  const results = await resultsOf({ tokens, action: 'extend', expiresAt: inOneDay() })
  expect((await rowOf(over.id)).expiresAt.getTime()).toBeGreaterThan(now().getTime())
  const ends = results.map(({ endedBefore }) => endedBefore)
  await resultsOf({ tokens, action: 'extend', ends })
  expect((await rowOf(over.id)).expiresAt).toEqual(over.expiresAt)
  expect((await rowOf(open.id)).expiresAt).toEqual(open.expiresAt)
})

test('one that would end before it starts is refused, the others change', async () => {
  const later = await givenLink({
    startsAt: new Date(now().getTime() + 2 * DAY),
    expiresAt: new Date(now().getTime() + 3 * DAY),
  })
  const other = await givenLink()
  const tokens = [later.id, other.id]
  const results = await resultsOf({ tokens, action: 'extend', expiresAt: inOneDay() })
  expect(results).toMatchObject([
    { result: 'refused', reason: 'The start must be before the end.' },
    { result: 'changed' },
  ])
})

test.each([
  [{ tokens: [], action: 'pause' }, '/body/tokens'],
  [{ tokens: Array(1001).fill('a'), action: 'pause' }, '/body/tokens'],
  [{ tokens: ['a'], action: 'delete' }, '/body/action'],
  [{ tokens: ['a'], action: 'extend' }, '/body/expiresAt'],
  [{ tokens: ['a'], action: 'extend', ends: [] }, '/body/ends'],
  [{ tokens: ['a'], action: 'extend', expiresAt: '2001-01-01T00:00:00Z' }, '/body/expiresAt'],
])('refuses %j', async (body, path) => {
  const response = await send(body)
  expect(response.status).toBe(400)
  expect((await response.json()).details[0].path).toBe(path)
})

test('a thousand links change in one call', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    id: `b${String(index).padStart(15, '0')}`,
    nonce: '0'.repeat(16),
    name: 'Many',
    expiresAt: new Date(now().getTime() + HOUR),
    roleId: 3,
  }))
  await getDb().signupToken.createMany({ data: rows })
  const results = await resultsOf({ tokens: rows.map(({ id }) => id), action: 'pause' })
  expect(results.every(({ result }) => result === 'changed')).toBe(true)
  expect(await getDb().signupToken.count({ where: { name: 'Many', enabled: false } })).toBe(1000)
})

// CHECKLIST 55
test('is for administrators', async () => {
  const { id } = await givenLink()
  const cookie = await cookieFor((await givenUser()).id)
  const response = await send({ tokens: [id], action: 'revoke' }, cookie)
  expect(response.status).toBe(403)
  expect((await rowOf(id)).revokedAt).toBeNull()
})

// CHECKLIST 9
test('of forty who race with a bulk pause, those are in who are counted, and nobody after it', async () => {
  const link = await givenLink()
  const race = Array.from({ length: 40 }, () => signup(link.token, signupBody(), null))
  const [paused, ...outcomes] = await Promise.allSettled([
    send({ tokens: [link.token], action: 'pause' }),
    ...race,
  ])
  expect(paused.status).toBe('fulfilled')
  const joined = outcomes.filter(({ status }) => status === 'fulfilled').length
  expect((await rowOf(link.id)).useCount).toBe(joined)
  await expect(signup(link.token, signupBody(), null)).rejects.toThrow('paused')
})
