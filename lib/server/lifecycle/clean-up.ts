import { deleteDeadSessions } from '@/lib/server/auth/sessions'
import { type Db, getDb, tryLock } from '@/lib/server/db/db'
import { deleteOldEvents, eraseRequestContexts } from '@/lib/server/events/old-events'
import { deleteOldKeys } from '@/lib/server/http/idempotency'
import { deleteOldCounts } from '@/lib/server/limits/rate-limit'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { log } from '@/lib/server/runtime/log'
import { measures } from '@/lib/server/runtime/measures'
import { deleteOldLinkCounts } from '@/lib/server/signup-tokens/counts/write'
import { deleteOldRequests } from '@/lib/server/signup-tokens/invite-requests/invite-requests'

/** How many rows one statement deletes or changes, so that locks are held for milliseconds only. */
const BATCH = 5_000

/**
 * Deletes expired data: events (EVENT_RETENTION_DAYS), address and browser of events
 * (EVENT_ADDRESS_DAYS), invite requests after 90 days, counts of links after 400, ended sessions and
 * password resets, counters of limits, idempotency keys. It may run twice at once, in one process or two: the second run finds the lock
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
  await inBatches((tx) => deleteOldLinkCounts(tx, BATCH))
  await inBatches((tx) => deleteOldEvents(tx, BATCH))
  await inBatches((tx) => eraseRequestContexts(tx, BATCH))
  return sessions
}

/** Repeats the work until less than a batch is left, each time in its own transaction. */
async function inBatches(work: (tx: Db) => Promise<number>): Promise<void> {
  const batch = () =>
    getDb().$transaction(async (tx) => ((await tryLock(tx, 'clean-up')) ? await work(tx) : 0))
  while ((await batch()) === BATCH);
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
    measures()?.jobDone('clean-up', true)
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    measures()?.jobDone('clean-up', false)
    log().warn({ reason }, 'clean-up failed')
  }
}
