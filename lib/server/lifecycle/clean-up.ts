import { deleteDeadSessions } from '@/lib/server/auth/sessions'
import { type Db, getDb, tryLock } from '@/lib/server/db/db'
import { deleteOldKeys } from '@/lib/server/http/idempotency'
import { deleteOldCounts } from '@/lib/server/limits/rate-limit'
import { DAY, HOUR, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { deleteOldRequests } from '@/lib/server/signup-tokens/invite-requests'

/** How many rows one statement deletes or changes: some milliseconds, with no lock held for longer. */
const BATCH = 5_000

/**
 * Erases what its time is up for: events (EVENT_RETENTION_DAYS), of younger ones address and browser
 * (EVENT_ADDRESS_DAYS), invite requests after 90 days, sessions and password resets that are over, the
 * counts of limits, idempotency keys. May run twice at once, in one process or two: whoever comes second
 * finds the lock taken and leaves. Returns how many sessions went.
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

/** Does the work until there is less left than a batch, each in a transaction of its own. */
async function inBatches(work: (tx: Db) => Promise<number>): Promise<void> {
  const batch = () =>
    getDb().$transaction(async (tx) => ((await tryLock(tx, 'clean-up')) ? await work(tx) : 0))
  while ((await batch()) === BATCH);
}

/** The oldest events past EVENT_RETENTION_DAYS; none where that is 0. Found by the index on `createdAt`. */
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

/** As SQL: the condition has to be that of the partial index "Event_origin_idx", word for word. */
async function eraseRequestContexts(tx: Db): Promise<number> {
  const until = new Date(now().getTime() - getEnv().eventAddressDays * DAY)
  return await tx.$executeRaw`
    UPDATE "Event" SET "address" = NULL, "userAgent" = NULL WHERE "id" IN (
      SELECT "id" FROM "Event"
      WHERE ("address" IS NOT NULL OR "userAgent" IS NOT NULL) AND "createdAt" <= ${until}
      ORDER BY "createdAt" LIMIT ${BATCH}
    )`
}

/** Cleans up now and every hour. Returns how to stop, which waits for the one under way. */
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

/** A database that is away just now is no reason to end; there is another hour. */
async function attempt(): Promise<void> {
  try {
    await cleanUp()
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    log().warn({ reason }, 'clean-up failed')
  }
}
