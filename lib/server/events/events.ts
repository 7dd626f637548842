import type { EventType } from '@/lib/event-types'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json, join } from '@/lib/server/db/db'
import { name } from '@/lib/server/db/insert'
import { now } from '@/lib/server/runtime/clock'
import { escapeControls, requestContext } from '@/lib/server/runtime/request-context'

/**
 * An event before it is written.
 * @template Later what stands for an id or data that only the statement knows, in place of the value
 */
export type NewEvent<Later = never> = {
  type: EventType
  actor: { userId: Caller['userId'] | Later; name: string }
  userId?: number | Later
  signupTokenId?: string
  /** What changed. Never a token, a password or a person's data. */
  data?: Json | Later
}

/** The app itself as actor. */
export const system = { userId: null, name: 'Foyer' } as const

/** Somebody who is not signed in and whose name we may not store. */
export const stranger = { userId: null, name: 'Somebody' } as const

/** Writes an event in the transaction of its change. */
export async function recordEvent(tx: Db, event: NewEvent): Promise<void> {
  await tx.event.create({ data: eventRow(event) })
}

/**
 * Writes events in the transaction of their changes, in this order, with one statement. It has one
 * parameter: with one per value, Prisma takes seconds for thousands of rows, and splits them.
 */
export async function recordEvents(tx: Db, events: NewEvent[]): Promise<void> {
  const rows = events.map((event) => eventRow(event))
  const [first] = rows
  if (!first) return
  const columns = join(Object.keys(first).map(name))
  await tx.$executeRaw`
    INSERT INTO "Event" (${columns})
    SELECT ${columns} FROM jsonb_populate_recordset(NULL::"Event", ${JSON.stringify(rows)}::jsonb)`
}

/** The row of an event, whoever writes it: also a sign-up, which is one statement. */
export function eventRow<Later = never>(event: NewEvent<NoInfer<Later>>) {
  return {
    type: event.type,
    createdAt: now(),
    actorUserId: event.actor.userId,
    // A person's name is looked up when events are read, so that it disappears with the account.
    actorName: event.actor.userId === null ? escapeControls(event.actor.name) : null,
    userId: event.userId ?? null,
    signupTokenId: event.signupTokenId ?? null,
    data: event.data ?? {},
    ...requestContext(),
  }
}

/**
 * Records a refusal at a genuine link, at most once per link, reason and minute, so that a flood cannot
 * fill the database. The index "Event_refusal_once_a_minute" enforces it.
 */
export async function recordRefusal(signupTokenId: string, reason: string): Promise<void> {
  const type = 'public-signup-token-user-refused'
  const event = { type, actor: stranger, signupTokenId, data: { reason } } as const
  await getDb().event.createMany({ data: [eventRow(event)], skipDuplicates: true })
}

/**
 * That somebody tried to sign up with the address of a person. Once per person and day (of UTC): the index
 * "Event_attempt_once_a_day" is the guard.
 */
export function attemptRow<Id>(userId: Id, signupTokenId: string) {
  const type = 'user-signup-attempted'
  return eventRow<Id>({ type, actor: stranger, userId, signupTokenId })
}
