import { getDb, join, sql } from '@/lib/server/db/db'
import { type Page, type PageQuery, pageOf } from '@/lib/server/db/paging'
import { searchFilter } from '@/lib/server/db/search-filter'
import { now } from '@/lib/server/runtime/clock'

export type Member = {
  useId: number
  /** null for somebody who was deleted since: the place stays taken. */
  userId: number | null
  name: string | null
  email: string | null
  joinedAt: Date
}

type Query = PageQuery<number> & { q?: string }

/** Who joined by a link, newest first; a search finds any part of a name, an address or a username. */
export async function searchMembers(id: string, query: Query): Promise<Page<Member, number>> {
  const { q, cursor, limit } = query
  // The expression is that of "User_search_idx".
  const text = sql`(lower(u."name") || ' ' || u."email" || ' ' || coalesce(u."usernameKey", ''))`
  const conditions = [
    sql`use."signupTokenId" = ${id}`,
    ...(cursor ? [sql`use."id" < ${cursor}`] : []),
    ...(q ? [sql`${text} LIKE ${searchFilter(q)}`] : []),
  ]
  const rows = await getDb().$queryRaw<Member[]>`
    SELECT use."id" AS "useId", u."id" AS "userId", u."name", u."email", use."usedAt" AS "joinedAt"
    FROM "SignupTokenUse" AS use LEFT JOIN "User" AS u ON u."id" = use."userId"
    WHERE ${join(conditions, ' AND ')}
    ORDER BY use."id" DESC LIMIT ${limit + 1}`
  return pageOf(rows, limit, ({ useId }) => useId)
}

export type JoinDay = { day: string; count: number }

/** How many joined on each of the latest days, in UTC, the days without anybody included. */
export async function joinsByDay(id: string, days: number): Promise<JoinDay[]> {
  const today = now().toISOString().slice(0, 10)
  return await getDb().$queryRaw<JoinDay[]>`
    WITH joins AS (
      SELECT ("usedAt" AT TIME ZONE 'UTC')::date AS "day", count(*)::int AS "count"
      FROM "SignupTokenUse"
      WHERE "signupTokenId" = ${id}
        AND "usedAt" >= (${today}::date - ${days - 1}::int)::timestamp AT TIME ZONE 'UTC'
      GROUP BY 1
    )
    SELECT to_char(d, 'YYYY-MM-DD') AS "day", coalesce(joins."count", 0) AS "count"
    FROM generate_series(${today}::date - ${days - 1}::int, ${today}::date, interval '1 day') AS d
    LEFT JOIN joins ON joins."day" = d::date
    ORDER BY d`
}
