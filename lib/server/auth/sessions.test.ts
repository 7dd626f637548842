import { expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { HOUR, MINUTE, now, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { updateUser } from '@/lib/server/users/users'
import { cookieFor, givenAdmin, givenUser, signedIn } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { clearedSessionCookie, countSessions, findSession, sessionCookie } from './sessions'

/** Visits at each of these hours by moving the clock. Returns whether the last visit was signed in. */
async function visits(cookie: string, start: number, hours: number[]): Promise<boolean> {
  let signedIn = false
  for (const hour of hours) {
    setClock(() => new Date(start + hour * HOUR))
    signedIn = (await findSession(cookie)) !== null
  }
  return signedIn
}

async function givenSession() {
  const start = now().getTime()
  setClock(() => new Date(start))
  const user = await givenUser()
  return { user, start, cookie: await cookieFor(user.id) }
}

const millisecond = 1 / HOUR

// CHECKLIST 48
test('a session that is not used ends after SESSION_IDLE_HOURS, not a millisecond earlier', async () => {
  const { cookie, start } = await givenSession()
  expect(await visits(cookie, start, [48])).toBe(false)
  const used = await givenSession()
  expect(await visits(used.cookie, used.start, [48 - millisecond])).toBe(true)
})

test('a visit extends the idle timeout; it is recorded once a minute, for the person too', async () => {
  const { cookie, start, user } = await givenSession()
  expect(await visits(cookie, start, [47, 94, 141])).toBe(true)
  const { seenAt } = await getDb().user.findUniqueOrThrow({ where: { id: user.id } })
  expect(seenAt?.getTime()).toBe(start + 141 * HOUR)
  setClock(() => new Date(start + 141 * HOUR + MINUTE - 1))
  await findSession(cookie)
  const { lastSeenAt } = await getDb().session.findFirstOrThrow({ where: { userId: user.id } })
  expect(lastSeenAt.getTime()).toBe(start + 141 * HOUR)
})

// CHECKLIST 48
test('however much it is used, a session ends after SESSION_TTL_HOURS', async () => {
  const { cookie, start } = await givenSession()
  expect(await visits(cookie, start, [40, 80, 120, 160, 168 - millisecond])).toBe(true)
  expect(await visits(cookie, start, [168])).toBe(false)
})

test('a disabled person is signed out by the next request, and stays signed out when enabled again', async () => {
  const { cookie, user } = await givenSession()
  const admin = await signedIn(await givenAdmin())
  expect(await findSession(cookie)).not.toBeNull()
  await updateUser(admin, user.id, { enabled: false }, null)
  expect(await findSession(cookie)).toBeNull()
  await updateUser(admin, user.id, { enabled: true }, null)
  expect(await findSession(cookie)).toBeNull()
})

test('a session of a disabled person is invalid, even if the row still exists', async () => {
  const { cookie, user } = await givenSession()
  await getDb().user.update({ where: { id: user.id }, data: { enabled: false } })
  expect(await findSession(cookie)).toBeNull()
})

test('only the whole cookie of this site opens a session', async () => {
  const { cookie } = await givenSession()
  const [name = '', value = ''] = cookie.split('=')
  const [id = '', secret = ''] = value.split('.')
  expect(await findSession(`a=b; ${cookie}; c=d`)).not.toBeNull()
  const others = [
    `foyer=${value}`,
    `${name}=${id}`,
    `${name}=${id}.`,
    `${name}=.${secret}`,
    `${name}=${secret}.${id}`,
    `${name}=${id}.${secret.slice(1)}`,
    `${name}=${id}.${secret.toLowerCase()}x`,
    `${name}=${'a'.repeat(5000)}.${secret}`,
    `x${cookie}`,
    '',
  ]
  for (const other of others) expect([other, await findSession(other)]).toEqual([other, null])
  expect(await findSession(null)).toBeNull()
})

// CHECKLIST 47
test('the database stores only the hash of the secret', async () => {
  const { cookie, user } = await givenSession()
  const row = await getDb().session.findFirstOrThrow({
    where: { userId: user.id },
    omit: { secretHash: false },
  })
  expect(row.secretHash).toMatch(/^[0-9a-f]{64}$/)
  expect(cookie).not.toContain(row.secretHash)
})

test('only live sessions are counted', async () => {
  const { start, user } = await givenSession()
  await cookieFor(user.id)
  expect((await countSessions(getDb(), [user.id])).get(user.id)).toBe(2)
  setClock(() => new Date(start + 48 * HOUR))
  await cookieFor(user.id)
  expect((await countSessions(getDb(), [user.id])).get(user.id)).toBe(1)
})

// CHECKLIST 47
test('the cookie is __Host- and Secure on https, plain on http', () => {
  expect(sessionCookie('v')).toBe(
    '__Host-foyer=v; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax; Secure',
  )
  expect(clearedSessionCookie()).toMatch(/^__Host-foyer=; Path=\/; Max-Age=0;/)
  provideEnv({ PUBLIC_URL: 'http://localhost:3000' })
  const plain = sessionCookie('v')
  provideEnv({ PUBLIC_URL: 'https://foyer.test' })
  expect(plain).toBe('foyer=v; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax')
})

test('recording a visit locks the person before the session, like every other change of both', async () => {
  const { cookie, start } = await givenSession()
  setClock(() => new Date(start + MINUTE))
  const updates = (await statementsOf(() => findSession(cookie))).flatMap(
    (text) => /^UPDATE "public"\."(\w+)"/.exec(text)?.[1] ?? [],
  )
  expect(updates).toEqual(['User', 'Session'])
})
