import { DAY, HOUR, now } from '@/lib/server/clock'
import { type Db, getDb, tryLock } from '@/lib/server/db'
import { getEnv } from '@/lib/server/env'
import { deleteOldKeys } from '@/lib/server/idempotency'
import { log } from '@/lib/server/log'
import { deleteOldCounts } from '@/lib/server/rate-limit'
import { deleteDeadSessions } from '@/lib/server/sessions'

/** How many events lose their address in one statement: a few milliseconds each. */
const BATCH = 5_000

/**
 * Erases what its time is up for: addresses and browsers of events (EVENT_ADDRESS_DAYS), sessions and
 * password resets that are over, the counts of limits, idempotency keys. History itself stays. May run twice at once, in one process or two:
 * whoever comes second finds the lock taken and leaves. Returns how many sessions went.
 */
export async function cleanUp(): Promise<number> {
  const sessions = await getDb().$transaction(async (tx) => {
    if (!(await tryLock(tx, 'clean-up'))) return 0
    await deleteOldCounts(tx)
    await deleteOldKeys(tx)
    await tx.passwordReset.deleteMany({ where: { expiresAt: { lte: now() } } })
    return await deleteDeadSessions(tx)
  })
  while ((await eraseOrigins()) === BATCH);
  return sessions
}

/** One batch, in a transaction of its own. Returns how many events it was. */
async function eraseOrigins(): Promise<number> {
  const until = new Date(now().getTime() - getEnv().eventAddressDays * DAY)
  return await getDb().$transaction(async (tx) =>
    (await tryLock(tx, 'clean-up')) ? await eraseBatch(tx, until) : 0,
  )
}

/** As SQL: the condition has to be that of the partial index "Event_origin_idx", word for word. */
async function eraseBatch(tx: Db, until: Date): Promise<number> {
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
    underWay = attempt()
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
