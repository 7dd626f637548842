import { getDb, type SignupToken, type Sql, sql } from '@/lib/server/db/db'
import { DAY, now } from '@/lib/server/runtime/clock'
import { stateIs } from '@/lib/server/signup-tokens/state-conditions'

/** How long before its end a link is about to end. */
const SOON = 7 * DAY
/** How many rows of an index are looked at. */
const WALK = 1000

/** The condition of "SignupToken_nearly_full_idx", to the letter: 80 % are taken, or two places are left. */
const nearlyFull = sql`"revokedAt" IS NULL AND "useCount" > 0 AND "useCount" < "maxUses"
  AND ("useCount" * 5 >= "maxUses" * 4 OR "useCount" + 2 >= "maxUses")`

type LinkRow = Pick<SignupToken, 'id' | 'name' | 'expiresAt' | 'useCount' | 'maxUses'>

export type AttentionLink = LinkRow & {
  endsSoon: boolean
  /** How many places are left, where that is few. */
  placesLeft: number | null
}

/**
 * Open links that somebody should look after: those that end within 7 days, earliest first, then those
 * that are nearly full.
 * @param limit at most so many of each
 */
export async function linksNeedingAttention(limit: number): Promise<AttentionLink[]> {
  const until = new Date(now().getTime() + SOON)
  const [ending, full] = await Promise.all([
    openLinks(sql`"expiresAt" <= ${until}`, limit),
    openLinks(nearlyFull, limit),
  ])
  const ends = new Set(ending.map(({ id }) => id))
  const all = [...ending, ...full.filter(({ id }) => !ends.has(id))]
  return all.map((link) => ({
    ...link,
    endsSoon: link.expiresAt <= until,
    placesLeft: placesLeft(link),
  }))
}

/** The same as `nearlyFull`, with how many places are left; null where there are enough. */
function placesLeft({ useCount, maxUses }: LinkRow): number | null {
  if (maxUses === null || useCount === 0) return null
  const isFew = useCount * 5 >= maxUses * 4 || useCount + 2 >= maxUses
  return isFew ? maxUses - useCount : null
}

/** Of the first links that meet a condition, in the order of their end, those that are open. */
async function openLinks(condition: Sql, limit: number): Promise<LinkRow[]> {
  return await getDb().$queryRaw<LinkRow[]>`
    SELECT "id", "name", "expiresAt", "useCount", "maxUses" FROM (
      SELECT * FROM "SignupToken" WHERE "expiresAt" > ${now()} AND ${condition}
      ORDER BY "expiresAt", "id" LIMIT ${WALK}
    ) AS near
    WHERE ${stateIs('open', now())} AND NOT "bootstrap"
    ORDER BY "expiresAt", "id" LIMIT ${limit}`
}
