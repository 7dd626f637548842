import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { POST as profile } from '@/app/account/profile/route'
import { POST as endOthers } from '@/app/account/sessions/route'
import { POST as createLink, GET as links } from '@/app/api/admin/invite-link/tokens/route'
import { POST as login } from '@/app/auth/simple/login/route'
import { POST as logout } from '@/app/logout/route'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { sha256 } from '@/lib/server/runtime/keys'
import { check, join, many, someone, statuses } from '@/lib/testing/clients'
import {
  cookieFor,
  givenAdmin,
  givenAdminToken,
  givenLink,
  givenUser,
  goodPassword,
  nextNumber,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

// The clock stands still, however slow the machine is.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  provideEnv({ WRITE_LIMIT_PER_MINUTE: '3' })
})

afterEach(() => {
  vi.useRealTimers()
  provideEnv({ WRITE_LIMIT_PER_MINUTE: '0' })
})

const rename = (cookie: string) => {
  const body = { name: `Name ${nextNumber()}`, username: '' }
  return profile(request('POST', '/account/profile', { cookie, body }), params({}))
}

const newLink = (credential: { cookie?: string; authorization?: string }) => {
  const body = { name: 'Link', expiresAt: new Date(Date.now() + 3_600_000).toISOString() }
  const path = '/api/admin/invite-link/tokens'
  return createLink(request('POST', path, { ...credential, body }), params({}))
}

// ATTACK 15
test('over the limit per minute, a person’s next change is a 429, counting all their sessions and tokens', async () => {
  const { id } = await givenAdmin()
  const cookies = [await cookieFor(id), await cookieFor(id)] as const
  const secret = `user:${'a'.repeat(56)}`
  const data = { name: 'Script', userId: id, secretHash: sha256(secret) }
  await getDb().apiToken.create({ data })
  const seen = [
    await rename(cookies[0]),
    await rename(cookies[1]),
    await newLink({ authorization: secret }),
    await rename(cookies[0]),
    await newLink({ authorization: secret }),
  ]
  expect(seen.map(({ status }) => status)).toEqual([200, 200, 201, 429, 429])
  const headers = seen[3]?.headers
  expect(Number(headers?.get('retry-after'))).toBeGreaterThan(0)
  expect([headers?.get('ratelimit-limit'), headers?.get('ratelimit-remaining')]).toEqual(['3', '0'])
  // Reads and other people are not affected.
  const list = await links(request('GET', '/', { cookie: cookies[0] }), params({}))
  expect(list.status).toBe(200)
  expect((await rename(await cookieFor((await givenUser()).id))).status).toBe(200)
})

// ATTACK 15
test('an admin API token, a visitor and other people are not affected by it', async () => {
  const authorization = await givenAdminToken()
  expect(await statuses(6, () => newLink({ authorization }))).toEqual(many(6, 201))
  const { token } = await givenLink()
  const count = await getDb().rateLimit.count()
  expect(await statuses(6, () => join(token, someone()))).toEqual(many(6, 201))
  expect(await statuses(6, () => check(token, someone()))).toEqual(many(6, 200))
  expect(await getDb().rateLimit.count()).toBe(count)
})

// ATTACK 15
test('somebody who stole a session and uses up the limit cannot keep the owner from ending it, nor from signing in', async () => {
  const { id, email } = await givenUser()
  const thief = await cookieFor(id)
  expect(await statuses(5, () => rename(thief))).toEqual([200, 200, 200, 429, 429])
  const body = { username: email, password: goodPassword }
  const signIn = () => login(request('POST', '/', { body }), params({}))
  expect((await signIn()).status).toBe(200)
  const own = await cookieFor(id)
  const end = () => endOthers(request('POST', '/account/sessions', { cookie: own }), params({}))
  expect(await statuses(5, end)).toEqual([303, 303, 303, 429, 429])
  expect((await rename(thief)).status).toBe(401)
  const another = await cookieFor(id)
  const leave = () => logout(request('POST', '/logout', { cookie: another }), params({}))
  expect((await leave()).status).toBe(302)
})

// ATTACK 15
test('successful sign-ins of one person are limited too', async () => {
  const { id, email } = await givenUser()
  const body = { username: email, password: goodPassword }
  const signIn = () => login(request('POST', '/', { body }), params({}))
  expect(await statuses(5, signIn)).toEqual([200, 200, 200, 429, 429])
  const where = { type: 'user-signed-in', userId: id }
  expect(await getDb().event.count({ where })).toBe(3)
})

// ATTACK 15
test('with a limit of 0 nothing is counted', async () => {
  provideEnv({ WRITE_LIMIT_PER_MINUTE: '0' })
  const cookie = await cookieFor((await givenUser()).id)
  const count = await getDb().rateLimit.count()
  expect(await statuses(8, () => rename(cookie))).toEqual(many(8, 200))
  expect(await getDb().rateLimit.count()).toBe(count)
})
