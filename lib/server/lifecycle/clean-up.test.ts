import { afterEach, describe, expect, test } from 'vitest'
import { findSession } from '@/lib/server/auth/sessions'
import { getDb, tryLock } from '@/lib/server/db/db'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenLink, givenUser } from '@/lib/testing/factories'
import { cleanUp } from './clean-up'

/** Somebody who never came back, somebody who was here a while ago, and both a day later. */
async function givenOldSessions() {
  await emptyDatabase()
  const start = now().getTime()
  setClock(() => new Date(start))
  const gone = await givenUser()
  await cookieFor(gone.id)
  setClock(() => new Date(start + 2 * DAY - HOUR))
  const here = await givenUser()
  const cookie = await cookieFor(here.id)
  setClock(() => new Date(start + 2 * DAY))
  return { cookie }
}

// CHECKLIST 48, 70
test('sessions of people who never return are deleted, even if two processes clean up at once; live ones stay', async () => {
  const { cookie } = await givenOldSessions()
  const removed = await Promise.all([cleanUp(), cleanUp()])
  expect(removed[0] + removed[1]).toBe(1)
  expect(await getDb().session.count()).toBe(1)
  expect(await findSession(cookie)).not.toBeNull()
  expect(await cleanUp()).toBe(0)
})

test('while another process cleans up, nothing is done twice', async () => {
  await givenOldSessions()
  await getDb().$transaction(async (tx) => {
    expect(await tryLock(tx, 'clean-up')).toBe(true)
    expect(await cleanUp()).toBe(0)
  })
  expect(await cleanUp()).toBe(1)
})

test('counters of limits whose window is over are deleted; the others stay', async () => {
  await emptyDatabase()
  const at = now().getTime()
  setClock(() => new Date(at))
  const row = (key: string, expire: number) => ({ key, points: 1, expire })
  const data = [row('over', at - 1), row('just over', at), row('holds', at + 1)]
  await getDb().rateLimit.createMany({ data })
  await cleanUp()
  expect((await getDb().rateLimit.findMany()).map(({ key }) => key)).toEqual(['holds'])
})

/** This many events, a second apart, the last of them at an instant. */
async function givenEvents(count: number, last: Date) {
  await getDb().$executeRaw`
    INSERT INTO "Event" ("type", "createdAt", "actorName")
    SELECT 'settings-updated', ${last}::timestamptz - make_interval(secs => n), 'Foyer'
    FROM generate_series(0, ${count - 1}) AS n`
}

// ATTACK 15
describe('events', () => {
  afterEach(() => provideEnv({ EVENT_RETENTION_DAYS: '' }))

  test('are deleted after EVENT_RETENTION_DAYS, in batches, even if several clean up at once; newer ones stay', async () => {
    await emptyDatabase()
    provideEnv({ EVENT_RETENTION_DAYS: '30' })
    const at = now().getTime()
    setClock(() => new Date(at))
    await givenEvents(12_001, new Date(at - 30 * DAY))
    await givenEvents(3, new Date(at))
    const young = { type: 'settings-updated', createdAt: new Date(at - 30 * DAY + 1) }
    await getDb().event.create({ data: young })
    await Promise.all([cleanUp(), cleanUp(), cleanUp()])
    await cleanUp()
    expect(await getDb().event.count()).toBe(4)
    expect(await getDb().event.count({ where: { createdAt: young.createdAt } })).toBe(1)
  })

  test('stay for 400 days by default, and forever with 0', async () => {
    await emptyDatabase()
    const at = now().getTime()
    setClock(() => new Date(at))
    await givenEvents(1, new Date(at - 400 * DAY))
    await givenEvents(1, new Date(at - 400 * DAY + 1))
    provideEnv({ EVENT_RETENTION_DAYS: '0' })
    await cleanUp()
    expect(await getDb().event.count()).toBe(2)
    provideEnv({ EVENT_RETENTION_DAYS: '' })
    await cleanUp()
    expect(await getDb().event.count()).toBe(1)
  })
})

// ATTACK 14
test('invite requests are deleted after 90 days', async () => {
  await emptyDatabase()
  const at = now().getTime()
  setClock(() => new Date(at))
  const { id: signupTokenId } = await givenLink()
  const row = (email: string, age: number) => ({
    signupTokenId,
    email,
    createdAt: new Date(at - age),
  })
  const data = [row('old@example.org', 90 * DAY), row('young@example.org', 90 * DAY - 1)]
  await getDb().inviteRequest.createMany({ data })
  await Promise.all([cleanUp(), cleanUp()])
  // Of two simultaneous runs, each may find the lock taken.
  await cleanUp()
  const left = await getDb().inviteRequest.findMany()
  expect(left.map(({ email }) => email)).toEqual(['young@example.org'])
})
