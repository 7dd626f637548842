import { getDb, sql } from '@/lib/server/db/db'
import { defineList } from '@/lib/server/db/list'
import { given } from '@/lib/server/db/list-declaration'
import { newestFirst } from '@/lib/server/db/order'
import { searched } from '@/lib/server/db/search'
import type { Columns } from '@/lib/server/http/csv'
import { now } from '@/lib/server/runtime/clock'

export type LinkMember = {
  /** null for somebody who was deleted since: the place stays taken. */
  userId: number | null
  name: string | null
  username: string | null
  email: string | null
  joinedAt: Date
}

/** Who joined by a link, the latest first; a search finds a name, an address or a username. */
export const members = defineList({
  filters: {
    /** The id of the link. */
    link: given<string>(),
    /** Whether people since deleted are left out. */
    present: given((present: boolean) => sql`(use."userId" IS NOT NULL) = ${present}`),
  },
  sources: ({ link = '' }) => [
    {
      from: sql`"SignupTokenUse" AS use LEFT JOIN "User" AS u ON u."id" = use."userId"`,
      keys: [sql`use."id"`],
      where: [sql`use."signupTokenId" = ${link}`],
    },
  ],
  search: { text: searched.user, hasIndex: true },
  orders: { newest: newestFirst },
  usual: 'newest',
  columns: sql`u."id" AS "userId", u."name", u."username", u."email", use."usedAt" AS "joinedAt"`,
  load: (found: (LinkMember & { key: number | string })[]) => {
    return found.map(({ key, ...member }) => ({ ...member, useId: Number(key) }))
  },
})

/** The columns of the CSV file. Places of people since deleted have no name. */
export const memberColumns: Columns<LinkMember> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  joined: ({ joinedAt }) => joinedAt.toISOString(),
}

export type JoinDay = { day: string; count: number }

/** How many people joined on each of the latest days, in UTC, including days without any. */
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
