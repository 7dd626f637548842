import { expect, test } from 'vitest'
import { cleanUp } from '@/lib/server/clean-up'
import { DAY, HOUR, now, setClock } from '@/lib/server/clock'
import { getDb, tryLock } from '@/lib/server/db'
import { findSession } from '@/lib/server/sessions'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenUser } from '@/lib/testing/factories'

/** Somebody who never came back, somebody who was here a while ago, and the two a day later. */
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
test('sessions of people who never return go, also when two clean up at once; live ones stay', async () => {
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

test('counts of limits whose window is over go; those that still hold stay', async () => {
  await emptyDatabase()
  const at = now().getTime()
  setClock(() => new Date(at))
  const row = (key: string, expire: number) => ({ key, points: 1, expire })
  const data = [row('over', at - 1), row('just over', at), row('holds', at + 1)]
  await getDb().rateLimit.createMany({ data })
  await cleanUp()
  expect((await getDb().rateLimit.findMany()).map(({ key }) => key)).toEqual(['holds'])
})
