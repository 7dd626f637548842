import { type Db, getDb } from '@/lib/server/db/db'
import { DAY, MINUTE, now } from '@/lib/server/runtime/clock'
import { log } from '@/lib/server/runtime/log'
import { measures } from '@/lib/server/runtime/measures'
import { putBack, takeTally } from './tally'

/** How long counts are kept, in days. */
const KEPT_DAYS = 400

/**
 * Adds what this process has counted to the rows of all processes, with one statement; with none if nothing
 * was counted. Rows are locked in one order, so two processes cannot wait for each other. Counts of a link
 * that is not there are dropped.
 */
export async function writeCounts(): Promise<void> {
  const counts = takeTally()
  if (counts.length === 0) return
  try {
    await getDb().$executeRaw`
      INSERT INTO "LinkCount" ("signupTokenId", "day", "kind", "count")
      SELECT counted."id", counted."day", counted."kind", counted."count"
      FROM unnest(
        ${counts.map(({ signupTokenId }) => signupTokenId)}::text[],
        ${counts.map(({ day }) => day)}::text[]::date[],
        ${counts.map(({ kind }) => kind)}::text[],
        ${counts.map(({ count }) => count)}::int[]
      ) AS counted("id", "day", "kind", "count")
      JOIN "SignupToken" ON "SignupToken"."id" = counted."id"
      ORDER BY 1, 2, 3
      ON CONFLICT ("signupTokenId", "day", "kind")
      DO UPDATE SET "count" = "LinkCount"."count" + excluded."count"`
  } catch (error) {
    putBack(counts)
    throw error
  }
}

/** Writes every minute. Returns a function that stops it and writes the rest. */
export function startWritingCounts(): () => Promise<void> {
  let underWay = Promise.resolve()
  const write = () => {
    underWay = underWay.then(attempt)
  }
  const timer = setInterval(write, MINUTE)
  timer.unref()
  return async () => {
    clearInterval(timer)
    write()
    await underWay
  }
}

/** If the database is unavailable, the next minute will do. */
async function attempt(): Promise<void> {
  try {
    await writeCounts()
    measures()?.jobDone('link-counts', true)
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error
    measures()?.jobDone('link-counts', false)
    log().warn({ reason }, 'counts of links not written')
  }
}

/** Deletes counts of days that are past keeping, up to a maximum. Returns how many. */
export async function deleteOldLinkCounts(tx: Db, limit: number): Promise<number> {
  const until = new Date(now().getTime() - KEPT_DAYS * DAY).toISOString().slice(0, 10)
  return await tx.$executeRaw`
    DELETE FROM "LinkCount" WHERE ("signupTokenId", "day", "kind") IN (
      SELECT "signupTokenId", "day", "kind" FROM "LinkCount" WHERE "day" < ${until}::date
      ORDER BY "day" LIMIT ${limit}
    )`
}
