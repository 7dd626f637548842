import { getDb, join, type Sql, sql } from '@/lib/server/db/db'
import { badQuery, type Page, pageOf } from '@/lib/server/db/paging'
import { searchFilter } from '@/lib/server/db/search-filter'
import { now } from '@/lib/server/runtime/clock'
import type { LinkFilters, LinkSort } from '@/lib/signup-token-filters'
import type { InviteState } from '@/lib/signup-token-state'
import { creatorLostColumn } from './creators'
import { type SignupTokenRow, withCreator } from './signup-tokens'

type Sort = {
  order: Sql
  /** The rows after a cursor's value and id. */
  after: (value: string, id: string) => Sql
  valueOf: (row: SignupTokenRow) => string | number
}

/** Each order is that of an index; its cursor is the last row's value and id. */
const sorts: Record<LinkSort, Sort> = {
  newest: {
    order: sql`"createdAt" DESC, "id" DESC`,
    after: (value, id) => sql`("createdAt", "id") < (${instant(value)}, ${id})`,
    valueOf: ({ createdAt }) => createdAt.getTime(),
  },
  name: {
    order: sql`"name", "id"`,
    after: (value, id) => sql`("name", "id") > (${text(value)}, ${id})`,
    valueOf: ({ name }) => Buffer.from(name).toString('base64url'),
  },
  ends: {
    order: sql`"expiresAt" DESC, "id" DESC`,
    after: (value, id) => sql`("expiresAt", "id") < (${instant(value)}, ${id})`,
    valueOf: ({ expiresAt }) => expiresAt.getTime(),
  },
  ending: {
    order: sql`"expiresAt", "id"`,
    after: (value, id) => sql`("expiresAt", "id") > (${instant(value)}, ${id})`,
    valueOf: ({ expiresAt }) => expiresAt.getTime(),
  },
  uses: {
    order: sql`"useCount" DESC, "id" DESC`,
    after: (value, id) => sql`("useCount", "id") < (${whole(value)}, ${id})`,
    valueOf: ({ useCount }) => useCount,
  },
}

function instant(value: string): Date {
  const at = new Date(Number(value))
  if (!/^\d{1,15}$/.test(value) || Number.isNaN(at.getTime()))
    throw badQuery('cursor', 'cursorInvalid')
  return at
}

function whole(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw badQuery('cursor', 'cursorInvalid')
  return Number(value)
}

function text(value: string): string {
  return Buffer.from(value, 'base64url').toString('utf8').replaceAll('\0', '')
}

const hasPlaces = sql`("maxUses" IS NULL OR "useCount" < "maxUses")`

/** The states of lib/signup-token-state.ts as SQL; link-list.test.ts holds them together. */
function stateIs(state: InviteState, at: Date): Sql {
  const lives = sql`"revokedAt" IS NULL AND "expiresAt" > ${at}`
  const goes = sql`${lives} AND ${hasPlaces} AND "enabled" AND NOT ${creatorLostColumn}`
  const conditions: Record<InviteState, Sql> = {
    open: sql`${goes} AND ("startsAt" IS NULL OR "startsAt" <= ${at})`,
    scheduled: sql`${goes} AND "startsAt" > ${at}`,
    paused: sql`${lives} AND ${hasPlaces} AND (NOT "enabled" OR ${creatorLostColumn})`,
    full: sql`${lives} AND "useCount" >= "maxUses"`,
    expired: sql`"revokedAt" IS NULL AND "expiresAt" <= ${at}`,
    revoked: sql`"revokedAt" IS NOT NULL`,
  }
  return conditions[state]
}

function afterCursor(sort: Sort, cursor: string): Sql {
  const match = /^([\w-]{0,1400})\.([0-9a-f]{16})$/.exec(cursor)
  if (!match) throw badQuery('cursor', 'cursorInvalid')
  return sort.after(match[1] ?? '', match[2] ?? '')
}

type Query = Partial<LinkFilters> & { cursor?: string | undefined; limit: number }

/** The links that administrators look for, in the order that they ask for: newest first if in none. */
export async function listLinks(query: Query): Promise<Page<SignupTokenRow, string>> {
  const { q, state, role, cursor, limit } = query
  const sort = sorts[query.sort ?? 'newest']
  const conditions = [
    sql`TRUE`,
    ...(q ? [sql`lower("name") LIKE ${searchFilter(q)}`] : []),
    ...(state ? [stateIs(state, now())] : []),
    ...(role ? [sql`"roleId" = ${role}`] : []),
    ...(cursor === undefined ? [] : [afterCursor(sort, cursor)]),
  ]
  const found = await getDb().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "SignupToken" WHERE ${join(conditions, ' AND ')}
    ORDER BY ${sort.order} LIMIT ${limit + 1}`
  const ids = found.map(({ id }) => id)
  const rows = await getDb().signupToken.findMany({
    where: { id: { in: ids } },
    include: withCreator,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const ordered = ids.flatMap((id) => byId.get(id) ?? [])
  return pageOf(ordered, limit, (row) => `${sort.valueOf(row)}.${row.id}`)
}

/** Whether there is any link at all, for a list that shows none. */
export async function hasLinks(): Promise<boolean> {
  return (await getDb().signupToken.findFirst({ select: { id: true } })) !== null
}
