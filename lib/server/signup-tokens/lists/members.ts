import { membersQuery } from '@/lib/api/lists'
import { getDb, type Sql, sql } from '@/lib/server/db/db'
import { defineList } from '@/lib/server/db/list'
import { filter } from '@/lib/server/db/list-declaration'
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
  /** false too for somebody who was deleted since. */
  enabled: boolean
  joinedAt: Date
}

/** Who joined by a link, the latest first; a search finds a name, an address or a username. */
export const members = defineList({
  query: membersQuery,
  filters: {
    /** The id of the link. */
    link: filter<string>(),
    /** Whether people since deleted are left out. */
    present: filter((present: boolean) => sql`(use."userId" IS NOT NULL) = ${present}`),
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
  columns: sql`u."id" AS "userId", u."name", u."username", u."email",
    coalesce(u."enabled", false) AS "enabled", use."usedAt" AS "joinedAt"`,
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

/** More joins of a day than these are not counted. */
const COUNTED = 10_000

/** How many people joined by a link on each of the latest days. */
export async function joinsByDay(id: string, days: number): Promise<JoinDay[]> {
  return await countJoins(sql`"signupTokenId" = ${id}`, days)
}

/** The same for all links together. */
export async function allJoinsByDay(days: number): Promise<JoinDay[]> {
  return await countJoins(sql`true`, days)
}

/**
 * How many people joined on each of the latest days, in UTC, including days without any; a day of more than
 * 10,000 counts as 10,000.
 */
async function countJoins(where: Sql, days: number): Promise<JoinDay[]> {
  const today = now().toISOString().slice(0, 10)
  return await getDb().$queryRaw<JoinDay[]>`
    SELECT to_char(days."day", 'YYYY-MM-DD') AS "day", joins."count"
    FROM (
      SELECT (${today}::date - ago) AS "day" FROM generate_series(0, ${days - 1}::int) AS ago
    ) AS days
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS "count" FROM (
        SELECT 1 FROM "SignupTokenUse"
        WHERE ${where}
          AND "usedAt" >= days."day"::timestamp AT TIME ZONE 'UTC'
          AND "usedAt" < (days."day" + 1)::timestamp AT TIME ZONE 'UTC'
        LIMIT ${COUNTED}
      ) AS counted
    ) AS joins
    ORDER BY 1`
}

/** Whether anybody has joined through a link that an administrator created. */
export async function hasMembers(): Promise<boolean> {
  const use = await getDb().signupTokenUse.findFirst({
    where: { signupToken: { bootstrap: false } },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return use !== null
}
