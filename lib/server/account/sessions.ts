import { AppError } from '@/lib/errors'
import type { SessionResponse } from '@/lib/schemas/responses'
import { type Caller, type Person, requireStillValid } from '@/lib/server/auth/auth'
import { findLiveSession, listSessions } from '@/lib/server/auth/sessions'
import { endWaysIn, lockPeople } from '@/lib/server/auth/ways-in'
import { type Db, getDb } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { lockAdmins } from '@/lib/server/users/admins'

/**
 * A person's live sessions as the API shows them, the most recently used first. The id is the public half
 * of the cookie: it finds the row, and only the secret opens it.
 */
export async function listSessionsOf(
  userId: number,
  { sessionId }: Pick<Caller, 'sessionId'>,
): Promise<SessionResponse[]> {
  const rows = await listSessions(userId)
  return rows.map(({ id, userAgent, createdAt, lastSeenAt }) => ({
    id,
    current: id === sessionId,
    userAgent,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
  }))
}

/** Ends one of the caller's sessions, also the current one. Throws `NotFoundError` for any other. */
export async function endOwnSession(caller: Person, id: string): Promise<void> {
  const { userId } = caller
  await getDb().$transaction(async (tx) => {
    await lockPeople(tx, [userId])
    await requireStillValid(tx, caller)
    await end(tx, caller, { userId, sessionId: id })
  })
}

/** The same by an administrator. Throws `NotFoundError` for a session that is not this person's. */
export async function endSessionOf(actor: Caller, userId: number, id: string): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    await lockPeople(tx, [userId])
    await end(tx, actor, { userId, sessionId: id })
  })
}

type Session = { userId: number; sessionId: string }

/** Call it with the person's row locked. */
async function end(tx: Db, actor: Caller, { userId, sessionId }: Session): Promise<void> {
  if (!(await findLiveSession(tx, userId, sessionId))) throw new AppError('NotFoundError')
  await endWaysIn(tx, 'signed-out', { userIds: [userId], sessionId })
  const type = sessionId === actor.sessionId ? 'user-signed-out' : 'user-session-ended'
  await recordEvent(tx, { type, actor, userId })
}
