import type { EventType } from '@/lib/event-types'
import type { EventResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json, join, raw } from '@/lib/server/db/db'
import { type Page, type PageQuery, pageOf } from '@/lib/server/db/paging'
import { now } from '@/lib/server/runtime/clock'
import { escapeControls, requestContext } from '@/lib/server/runtime/request-context'

/** An event before it is written. */
export type NewEvent = {
  type: EventType
  actor: Pick<Caller, 'userId' | 'name'>
  userId?: number
  signupTokenId?: string
  /** What changed. Never a token, a password or a person's data. */
  data?: Json
}

/** The app itself, as the one who did something. */
export const system = { userId: null, name: 'Foyer' } as const

/** Somebody who is not signed in, and whose name is not ours to keep. */
const stranger = { userId: null, name: 'Somebody' } as const

/** Writes an event in the transaction of the change it tells of. */
export async function recordEvent(tx: Db, event: NewEvent): Promise<void> {
  await tx.event.create({ data: rowOf(event) })
}

/**
 * Writes events in the transaction of the changes they tell of, in this order, by one statement. It has one
 * parameter: with one for each value Prisma takes seconds for thousands of rows, and splits them.
 */
export async function recordEvents(tx: Db, events: NewEvent[]): Promise<void> {
  const rows = events.map(rowOf)
  const [first] = rows
  if (!first) return
  const columns = join(Object.keys(first).map((name) => raw(`"${name}"`)))
  await tx.$executeRaw`
    INSERT INTO "Event" (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::"Event", ${JSON.stringify(rows)}::jsonb)`
}

function rowOf(event: NewEvent) {
  return {
    type: event.type,
    createdAt: now(),
    actorUserId: event.actor.userId,
    // A person's name is looked up when asked, so that it goes when the person goes.
    actorName: event.actor.userId === null ? escapeControls(event.actor.name) : null,
    userId: event.userId ?? null,
    signupTokenId: event.signupTokenId ?? null,
    data: event.data ?? {},
    ...requestContext(),
  }
}

/**
 * Writes that somebody was refused at a genuine link, at most once per link, reason and minute: a
 * flood must not fill the database. The index "Event_refusal_once_a_minute" is the guard.
 */
export async function recordRefusal(signupTokenId: string, reason: string): Promise<void> {
  const type = 'public-signup-token-user-refused'
  const event = { type, actor: stranger, signupTokenId, data: { reason } } as const
  await getDb().event.createMany({ data: [rowOf(event)], skipDuplicates: true })
}

/**
 * Writes that somebody tried to sign up with the address of a person, at most once per person and day
 * (of UTC): the index "Event_attempt_once_a_day" is the guard.
 */
export async function recordAttempt(tx: Db, userId: number, signupTokenId: string): Promise<void> {
  const event = { type: 'user-signup-attempted', actor: stranger, userId, signupTokenId } as const
  await tx.event.createMany({ data: [rowOf(event)], skipDuplicates: true })
}

export type EventFilters = {
  type?: EventType | undefined
  signupTokenId?: string | undefined
  userId?: number | undefined
  /** From this instant on. */
  from?: Date | undefined
  /** Before this instant. */
  until?: Date | undefined
}

export type EventQuery = PageQuery<number> & EventFilters

/** Events, newest first; `userId` finds what a person did and what was done to them. */
export async function listEvents(query: EventQuery): Promise<Page<EventResponse, number>> {
  const { userId, limit } = query
  const where = await conditionsOf(query)
  // A person's events are the newest of two lists, each read in the order of its own index: one
  // condition with OR would read and sort all of them.
  const lists =
    userId === undefined
      ? [where]
      : [
          { ...where, userId },
          { ...where, actorUserId: userId },
        ]
  const found = await Promise.all(
    lists.map((conditions) =>
      getDb().event.findMany({ where: conditions, orderBy: { id: 'desc' }, take: limit + 1 }),
    ),
  )
  const rows = new Map(found.flat().map((row) => [row.id, row]))
  const newest = [...rows.values()].sort((a, b) => b.id - a.id).slice(0, limit + 1)
  const page = pageOf(newest, limit, (row) => row.id)
  return { ...page, items: await withNames(page.items) }
}

/**
 * Ids rise with time, but for transactions that overlap: this far from a bound of time rows are looked
 * at one by one.
 */
const OVERLAP = 1000

/** The list goes by id; bounds of time become bounds of id, so that none is looked for one by one. */
async function conditionsOf({ type, signupTokenId, from, until, cursor = MAX_ID }: EventQuery) {
  const [first, last] = await Promise.all([
    from ? edge({ gte: from }, 'asc', MAX_ID) : 0,
    until ? edge({ lt: until }, 'desc', 0) : MAX_ID,
  ])
  const createdAt = { ...(from && { gte: from }), ...(until && { lt: until }) }
  return {
    ...(type && { type }),
    ...(signupTokenId && { signupTokenId }),
    createdAt,
    id: { gt: first - OVERLAP, lt: Math.min(cursor, last + OVERLAP, MAX_ID) },
  }
}

const MAX_ID = 2_147_483_647

/** The id of the first or the last event of a stretch of time, by the index on `createdAt`. */
async function edge(
  createdAt: { gte: Date } | { lt: Date },
  order: 'asc' | 'desc',
  none: number,
): Promise<number> {
  const row = await getDb().event.findFirst({
    where: { createdAt },
    orderBy: [{ createdAt: order }, { id: order }],
    select: { id: true },
  })
  return row?.id ?? none
}

type EventRow = Awaited<ReturnType<ReturnType<typeof getDb>['event']['findMany']>>[number]

async function withNames(rows: EventRow[]): Promise<EventResponse[]> {
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
