import { deleteDeadSessions } from '@/lib/server/auth/sessions'
import { type Db, getDb, tryLock } from '@/lib/server/db/db'
import { deleteOldKeys } from '@/lib/server/http/idempotency'
import { deleteOldCounts } from '@/lib/server/limits/rate-limit'
import { DAY, HOUR, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { deleteOldRequests } from '@/lib/server/signup-tokens/invite-requests'

/** How many rows one statement deletes or changes, so that locks are held for milliseconds only. */
const BATCH = 5_000

/**
 * Deletes expired data: events (EVENT_RETENTION_DAYS), address and browser of events
 * (EVENT_ADDRESS_DAYS), invite requests after 90 days, ended sessions and password resets, counters of
 * limits, idempotency keys. It may run twice at once, in one process or two: the second run finds the lock
 * taken and does nothing. Returns the number of deleted sessions.
 */
export async function cleanUp(): Promise<number> {
  const sessions = await getDb().$transaction(async (tx) => {
    if (!(await tryLock(tx, 'clean-up'))) return 0
    await deleteOldCounts(tx)
    await deleteOldKeys(tx)
    await tx.passwordReset.deleteMany({ where: { expiresAt: { lte: now() } } })
    return await deleteDeadSessions(tx)
  })
  await inBatches((tx) => deleteOldRequests(tx, BATCH))
  await inBatches(deleteOldEvents)
  await inBatches(eraseRequestContexts)
  return sessions
}

/** Repeats the work until less than a batch is left, each time in its own transaction. */
async function inBatches(work: (tx: Db) => Promise<number>): Promise<void> {
  const batch = () =>
    getDb().$transaction(async (tx) => ((await tryLock(tx, 'clean-up')) ? await work(tx) : 0))
  while ((await batch()) === BATCH);
}

/** Deletes the oldest events past EVENT_RETENTION_DAYS, none if that is 0; uses the index on `createdAt`. */
async function deleteOldEvents(tx: Db): Promise<number> {
  const { eventRetentionDays } = getEnv()
  if (eventRetentionDays === 0) return 0
  const until = new Date(now().getTime() - eventRetentionDays * DAY)
  return await tx.$executeRaw`
    DELETE FROM "Event" WHERE "id" IN (
      SELECT "id" FROM "Event" WHERE "createdAt" <= ${until}
      ORDER BY "createdAt", "id" LIMIT ${BATCH}
    )`
}

/** As SQL, because the condition has to match the partial index "Event_origin_idx" verbatim. */
async function eraseRequestContexts(tx: Db): Promise<number> {
  const until = new Date(now().getTime() - getEnv().eventAddressDays * DAY)
  return await tx.$executeRaw`
    UPDATE "Event" SET "address" = NULL, "userAgent" = NULL WHERE "id" IN (
      SELECT "id" FROM "Event"
      WHERE ("address" IS NOT NULL OR "userAgent" IS NOT NULL) AND "createdAt" <= ${until}
      ORDER BY "createdAt" LIMIT ${BATCH}
    )`
}

/** Cleans up now and every hour. Returns a function that stops it and waits for a running clean-up. */
export function startCleaning(): () => Promise<void> {
  let underWay = attempt()
  const timer = setInterval(() => {
    underWay = underWay.then(attempt)
  }, HOUR)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await underWay
  }
}

/** If the database is unavailable, the next hour will do. */
async function attempt(): Promise<void> {
  try {
    await cleanUp()
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    log().warn({ reason }, 'clean-up failed')
  }
}
