import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GET as me } from '@/app/api/admin/user/route'
import { POST as postUsers, GET as users } from '@/app/api/admin/user-admin/route'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { from, many, someone, statuses } from '@/lib/testing/clients'
import { cookieFor, givenAdmin, givenAdminToken } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

vi.setConfig({ testTimeout: 60_000 })

// The clock stands still, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  provideEnv({ INVALID_API_TOKEN_LIMIT_PER_MINUTE: '5' })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  provideEnv({ INVALID_API_TOKEN_LIMIT_PER_MINUTE: '0' })
})

let serial = 0
const guess = () => {
  serial += 1
  return `*:*.guess-${serial}`
}

type Credential = { authorization?: string; cookie?: string }

const ask = (address: string, credential: Credential = {}) =>
  users(
    request('GET', '/api/admin/user-admin', { ...credential, headers: from(address) }),
    params({}),
  )
const tryOne = (address: string) => ask(address, { authorization: guess() })

/** The counts of all keys of this limit; they persist between tests. */
async function counts() {
  return await getDb().rateLimit.count({ where: { key: { startsWith: 'wrong-api-token:' } } })
}

// ATTACK 16
test('over the limit of wrong API tokens per minute, only further wrong ones are refused', async () => {
  const [address, secret, admin] = [someone(), await givenAdminToken(), await givenAdmin()]
  const cookie = await cookieFor(admin.id)
  const old = { cookie: '__Host-foyer=AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
  expect(await statuses(8, () => tryOne(address))).toEqual([...many(5, 401), ...many(3, 429)])
  expect(await statuses(9, () => ask(address, { authorization: secret }))).toEqual(many(9, 200))
  expect(await statuses(9, () => ask(address, { cookie }))).toEqual(many(9, 200))
  expect(await statuses(9, () => ask(address))).toEqual(many(9, 401))
  expect(await statuses(9, () => ask(address, old))).toEqual(many(9, 401))
  // An invalid cookie does not make a wrong token acceptable.
  expect((await ask(address, { ...old, authorization: guess() })).status).toBe(429)
  const refused = await tryOne(address)
  expect((await refused.json()).name).toBe('RateLimitError')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('ratelimit-limit')).toBe('5')
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')
  expect((await tryOne(someone())).status).toBe(401)
})

// ATTACK 16
test('requests without a wrong token, or with a valid session, are never counted', async () => {
  const [address, secret, admin] = [someone(), await givenAdminToken(), await givenAdmin()]
  const cookie = await cookieFor(admin.id)
  const before = await counts()
  for (const credential of [
    { authorization: secret },
    { cookie },
    { cookie, authorization: guess() },
    { cookie: '__Host-foyer=old.old' },
    { authorization: 'Bearer ' },
    {},
  ]) {
    await statuses(7, () => ask(address, credential))
  }
  expect(await counts()).toBe(before)
  expect(await statuses(6, () => tryOne(address))).toEqual([...many(5, 401), 429])
})

// ATTACK 16
test('they are counted together on every path, in any form and length', async () => {
  const address = someone()
  const headers = from(address)
  const path = '/api/admin/user-admin'
  const tries = [
    () => me(request('GET', '/api/admin/user', { authorization: guess(), headers }), params({})),
    () => ask(address, { authorization: `Bearer ${guess()}` }),
    () => ask(address, { authorization: 'x'.repeat(9000) }),
    () => postUsers(request('POST', path, { authorization: guess(), headers }), params({})),
    () => ask(address, { authorization: 'user:0123456789abcdef' }),
  ]
  const seen: number[] = []
  for (const attempt of [...tries, ...tries]) seen.push((await attempt()).status)
  // The method is checked first: this route has no POST.
  expect(seen).toEqual([401, 401, 401, 405, 401, 401, 429, 429, 405, 429])
})

// ATTACK 16
test('a hundred guessing clients cause one log line a minute, without their guesses', async () => {
  // A separate minute: neither the table nor this process has counted under this limit.
  await getDb().rateLimit.deleteMany()
  provideEnv({ INVALID_API_TOKEN_LIMIT_PER_MINUTE: '6' })
  const warn = vi.spyOn(log(), 'warn')
  const addresses = Array.from({ length: 100 }, someone)
  await Promise.all(addresses.map((address) => statuses(8, () => tryOne(address))))
  expect(warn.mock.calls).toEqual([[{ perMinute: 6 }, expect.stringContaining('wrong API tokens')]])
})

// ATTACK 16
test('with a limit of 0 nothing is refused, counted or logged', async () => {
  provideEnv({ INVALID_API_TOKEN_LIMIT_PER_MINUTE: '0' })
  const warn = vi.spyOn(log(), 'warn')
  const before = await getDb().rateLimit.count()
  const address = someone()
  expect(await statuses(20, () => tryOne(address))).toEqual(many(20, 401))
  expect(await getDb().rateLimit.count()).toBe(before)
  expect(warn.mock.calls).toEqual([])
})
