import type { Db } from '@/lib/server/db/db'
import { DAY, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'

/**
 * Deletes the oldest events past EVENT_RETENTION_DAYS, at most `limit`, none if the days are 0. Returns how many.
 * Uses the index on `createdAt`.
 */
export async function deleteOldEvents(tx: Db, limit: number): Promise<number> {
  const { eventRetentionDays } = getEnv()
  if (eventRetentionDays === 0) return 0
  const until = new Date(now().getTime() - eventRetentionDays * DAY)
  return await tx.$executeRaw`
    DELETE FROM "Event" WHERE "id" IN (
      SELECT "id" FROM "Event" WHERE "createdAt" <= ${until}
      ORDER BY "createdAt", "id" LIMIT ${limit}
    )`
}

/**
 * Takes address and browser from the oldest events past EVENT_ADDRESS_DAYS, at most `limit`. Returns how many.
 * As SQL, because the condition has to match the partial index "Event_origin_idx" verbatim.
 */
export async function eraseRequestContexts(tx: Db, limit: number): Promise<number> {
  const until = new Date(now().getTime() - getEnv().eventAddressDays * DAY)
  return await tx.$executeRaw`
    UPDATE "Event" SET "address" = NULL, "userAgent" = NULL WHERE "id" IN (
      SELECT "id" FROM "Event"
      WHERE ("address" IS NOT NULL OR "userAgent" IS NOT NULL) AND "createdAt" <= ${until}
      ORDER BY "createdAt" LIMIT ${limit}
    )`
}
