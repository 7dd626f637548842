import type { EventType } from '@/lib/event-types'
import type { EventAnswer } from '@/lib/schemas/answers'
import type { Caller } from '@/lib/server/auth'
import { now } from '@/lib/server/clock'
import { type Db, getDb, type Json } from '@/lib/server/db'
import { currentOrigin, escapeControls } from '@/lib/server/origin'
import { type Page, type PageQuery, pageOf } from '@/lib/server/paging'

type NewEvent = {
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
    ...currentOrigin(),
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

export type EventQuery = PageQuery<number> & {
  type?: EventType | undefined
  signupTokenId?: string | undefined
  userId?: number | undefined
}

/** Events, newest first; `userId` finds what a person did and what was done to them. */
export async function listEvents(query: EventQuery): Promise<Page<EventAnswer, number>> {
  const { type, signupTokenId, userId, cursor, limit } = query
  const rows = await getDb().event.findMany({
    where: {
      ...(type && { type }),
      ...(signupTokenId && { signupTokenId }),
      ...(userId && { OR: [{ userId }, { actorUserId: userId }] }),
      ...(cursor && { id: { lt: cursor } }),
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (row) => row.id)
  return { ...page, items: await withNames(page.items) }
}

type EventRow = Awaited<ReturnType<ReturnType<typeof getDb>['event']['findMany']>>[number]

async function withNames(rows: EventRow[]): Promise<EventAnswer[]> {
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
