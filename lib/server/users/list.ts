import { findRoleId } from '@/lib/roles'
import { getDb, join, type Sql, sql } from '@/lib/server/db/db'
import { badQuery, type Page, type PageQuery, pageOf } from '@/lib/server/db/paging'
import { isSearchable, searchFilter } from '@/lib/server/db/search-filter'
import { isWithin } from '@/lib/text'
import type { UserRow } from './users'

export type UserFilter = {
  /** Words that name, address or username must hold, each of them, in any case. */
  q?: string | undefined
  roleId?: number | undefined
  /** The id of the link that they came through. */
  link?: string | undefined
  enabled?: boolean | undefined
}

/** How many people are looked through one by one before the search index is asked. */
const WALK = 1000
const MAX_SEARCH = 200

function readSearch(query: URLSearchParams): string | undefined {
  const given = query.get('q') ?? ''
  const q = isWithin(given) ? given.trim() : given
  if (q === '') return undefined
  const isText = q.isWellFormed() && !q.includes('\0') && q.length <= MAX_SEARCH
  if (!isText || !isSearchable(q)) throw badQuery('q', 'searchTooShort', { min: 3 })
  return q
}

function readEnabled(query: URLSearchParams): boolean | undefined {
  const given = query.get('enabled') ?? ''
  if (given === '') return undefined
  if (given !== 'true' && given !== 'false') throw badQuery('enabled', 'notBoolean')
  return given === 'true'
}

function readRole(query: URLSearchParams): number | undefined {
  const given = query.get('role') ?? ''
  if (given === '') return undefined
  const roleId = findRoleId(/^\d$/.test(given) ? Number(given) : given)
  if (roleId === null) throw badQuery('role', 'roleUnknown')
  return roleId
}

function readLink(query: URLSearchParams): string | undefined {
  const given = query.get('link') ?? ''
  if (given === '') return undefined
  if (!/^[0-9a-f]{16}$/.test(given)) throw badQuery('link', 'linkInvalid')
  return given
}

/** The filters of a query; an empty value is none, as a form sends it. Throws `BadDataError`. */
export function readUserFilter(query: URLSearchParams): UserFilter {
  return {
    q: readSearch(query),
    roleId: readRole(query),
    link: readLink(query),
    enabled: readEnabled(query),
  }
}

/** The expression of the index "User_search_idx", to the letter. */
const searched = sql`(lower(u."name") || ' ' || u."email" || ' ' || coalesce(u."usernameKey", ''))`

function conditions({ q, roleId, enabled }: UserFilter): Sql[] {
  const words = q?.split(/\s+/) ?? []
  return [
    sql`true`,
    ...(roleId === undefined ? [] : [sql`u."roleId" = ${roleId}`]),
    ...(enabled === undefined ? [] : [sql`u."enabled" = ${enabled}`]),
    ...words.map((word) => sql`${searched} LIKE ${searchFilter(word)}`),
  ]
}

/** Where to read, and by which column in order: a link's people by its own index of them. */
function source({ link }: UserFilter, cursor: number | undefined) {
  const before = cursor ?? 2_147_483_647
  if (link === undefined) {
    return { from: sql`"User" AS u`, key: sql`u."id"`, within: sql`u."id" < ${before}` }
  }
  return {
    from: sql`"SignupTokenUse" AS use JOIN "User" AS u ON u."id" = use."userId"`,
    key: sql`use."userId"`,
    // Said of both tables, so that a merge of the two begins at the cursor in both.
    within: sql`use."signupTokenId" = ${link} AND use."userId" < ${before} AND u."id" < ${before}`,
  }
}

type Found = { id: number }[]
type Query = UserFilter & PageQuery<number>

/** Filters other than a search: an index has them in order, so the page is read and no more. */
async function walk(query: Query): Promise<Found> {
  const { from, key, within } = source(query, query.cursor)
  return await getDb().$queryRaw<Found>`
    SELECT u."id" FROM ${from} WHERE ${within} AND ${join(conditions(query), ' AND ')}
    ORDER BY ${key} DESC LIMIT ${query.limit + 1}`
}

/**
 * A search walks the newest thousand first: a common word has its page there. Only what is rarer
 * is looked up in the index, apart from the order, which the planner might else follow through all.
 */
async function search(query: Query): Promise<Found> {
  const { from, key, within } = source(query, query.cursor)
  const where = join(conditions(query), ' AND ')
  const near = await getDb().$queryRaw<Found>`
    SELECT u."id" FROM (
      SELECT u.* FROM ${from} WHERE ${within} ORDER BY ${key} DESC LIMIT ${WALK}
    ) AS u WHERE ${where} ORDER BY u."id" DESC LIMIT ${query.limit + 1}`
  if (near.length > query.limit) return near
  return await getDb().$queryRaw<Found>`
    WITH found AS MATERIALIZED (SELECT u."id" FROM ${from} WHERE ${within} AND ${where})
    SELECT "id" FROM found ORDER BY "id" DESC LIMIT ${query.limit + 1}`
}

/** People, newest first: all, or those whom the filter lets through. */
export async function listUsers(query: Query): Promise<Page<UserRow, number>> {
  const found = await (query.q === undefined ? walk(query) : search(query))
  const ids = found.map(({ id }) => id)
  const rows = await getDb().user.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'desc' },
  })
  return pageOf(rows, query.limit, (row) => row.id)
}

/** Everybody whom the filter lets through, in batches, each read when the last one is done with. */
export async function* everyUser(filter: UserFilter): AsyncGenerator<UserRow[]> {
  let cursor: number | null | undefined
  do {
    const page: Page<UserRow, number> = await listUsers({
      ...filter,
      limit: 1000,
      ...(cursor && { cursor }),
    })
    yield page.items
    cursor = page.nextCursor
  } while (cursor !== null)
}
