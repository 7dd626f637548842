import type { EventType } from '@/lib/event-types'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json, join, raw } from '@/lib/server/db/db'
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
