import { eventsQuery } from '@/lib/api/lists'
import type { EventType } from '@/lib/event-types'
import type { EventResponse } from '@/lib/schemas/responses'
import { type Event, getDb, type Sql, sql } from '@/lib/server/db/db'
import { defineList } from '@/lib/server/db/list'
import { filter, type Source, type Values } from '@/lib/server/db/list-declaration'
import { newestFirst } from '@/lib/server/db/order'

const filters = {
  type: filter((type: EventType) => sql`"type" = ${type}`),
  /** What a person did and what was done to them. */
  userId: filter<number>(),
  /** The id of a link. */
  signupTokenId: filter((id: string) => sql`"signupTokenId" = ${id}`),
  /** Any of these types, people or links; few, since each is read by itself. */
  types: filter<EventType[]>(),
  people: filter<number[]>(),
  links: filter<string[]>(),
  from: filter((from: Date) => sql`"createdAt" >= ${from}`),
  until: filter((until: Date) => sql`"createdAt" < ${until}`),
}

export type EventFilters = Values<typeof filters>

/** Events, newest first. */
export const events = defineList({
  query: eventsQuery,
  filters,
  sources,
  orders: { newest: newestFirst },
  columns: sql`"Event".*`,
  load: withNames,
})

/**
 * A person's events are the newest of two lists, each read in the order of its own index: one condition
 * with OR would read and sort all of them. The same holds of several people, links or types.
 */
async function sources(values: EventFilters): Promise<Source[]> {
  const { types, from, until } = values
  const within = await boundsOfId(from, until)
  const { about, isByType } = sourcesOf(values)
  const ofTypes = types && !isByType ? [sql`"type" = ANY (${types}::text[])`] : []
  return about.map((where) => ({
    from: sql`"Event"`,
    keys: [sql`"id"`],
    where: [where, ...ofTypes, ...within],
  }))
}

/** The conditions that each have an index. Those on types go into it only where nothing else is asked for. */
function sourcesOf({ userId, types, people, links }: EventFilters) {
  const ids = [...(people ?? []), ...(userId === undefined ? [] : [userId])]
  const ofPeople = ids.flatMap((id) => [sql`"userId" = ${id}`, sql`"actorUserId" = ${id}`])
  const ofLinks = links?.map((id) => sql`"signupTokenId" = ${id}`)
  if (ofPeople.length > 0) {
    const within = links ? sql`"signupTokenId" = ANY (${links}::text[])` : sql`TRUE`
    return { about: ofPeople.map((one) => sql`${one} AND ${within}`), isByType: false }
  }
  if (ofLinks) return { about: ofLinks, isByType: false }
  if (types) return { about: types.map((type) => sql`"type" = ${type}`), isByType: true }
  return { about: [sql`TRUE`], isByType: false }
}

/**
 * Ids rise with time, but for transactions that overlap: this far from a bound of time rows are looked
 * at one by one.
 */
const OVERLAP = 1000

/** The list goes by id; bounds of time become bounds of id, so that none is looked for one by one. */
async function boundsOfId(from: Date | undefined, until: Date | undefined): Promise<Sql[]> {
  const [first, last] = await Promise.all([
    from && edge({ gte: from }, 'asc'),
    until && edge({ lt: until }, 'desc'),
  ])
  return [
    ...(first === undefined ? [] : [first === null ? sql`FALSE` : sql`"id" > ${first - OVERLAP}`]),
    ...(last === undefined ? [] : [last === null ? sql`FALSE` : sql`"id" < ${last + OVERLAP}`]),
  ]
}

/** The id of the first or the last event of a stretch of time, by the index on `createdAt`; null where it has none. */
async function edge(
  createdAt: { gte: Date } | { lt: Date },
  order: 'asc' | 'desc',
): Promise<number | null> {
  const row = await getDb().event.findFirst({
    where: { createdAt },
    orderBy: [{ createdAt: order }, { id: order }],
    select: { id: true },
  })
  return row?.id ?? null
}

async function withNames(rows: Event[]): Promise<EventResponse[]> {
  const people = rows.flatMap((row) => [row.actorUserId, row.userId]).filter((id) => id !== null)
  const links = rows.map((row) => row.signupTokenId).filter((id) => id !== null)
  const [users, tokens] = await Promise.all([
    getDb().user.findMany({
      where: { id: { in: [...new Set(people)] } },
      select: { id: true, email: true },
    }),
    getDb().signupToken.findMany({
      where: { id: { in: [...new Set(links)] } },
      select: { id: true, name: true },
    }),
  ])
  const emails = new Map(users.map((user) => [user.id, user.email]))
  const names = new Map(tokens.map((token) => [token.id, token.name]))
  const personName = (id: number | null) =>
    id === null ? null : (emails.get(id) ?? `deleted person ${id}`)
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.actorName ?? personName(row.actorUserId) ?? 'Foyer',
    createdByUserId: row.actorUserId,
    user: row.userId === null ? null : { id: row.userId, email: personName(row.userId) },
    token:
      row.signupTokenId === null
        ? null
        : { id: row.signupTokenId, name: names.get(row.signupTokenId) ?? '' },
    data: row.data,
    address: row.address,
    userAgent: row.userAgent,
  }))
}
