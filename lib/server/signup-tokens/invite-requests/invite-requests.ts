import { linkRequestsQuery } from '@/lib/api/lists'
import { AppError } from '@/lib/errors'
import type { InviteRequestInput } from '@/lib/schemas/account'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, sql } from '@/lib/server/db/db'
import { defineList } from '@/lib/server/db/list'
import { filter } from '@/lib/server/db/list-declaration'
import { newestFirst } from '@/lib/server/db/order'
import { recordEvent, stranger } from '@/lib/server/events/events'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { DAY, now } from '@/lib/server/runtime/clock'
import { lockLink } from '@/lib/server/signup-tokens/changes'
import { findSignupToken } from '@/lib/server/signup-tokens/signup-tokens'
import { inviteState, stateTable } from '@/lib/signup-token-state'

/** Maximum number of requests per link, so that a forgotten link cannot fill the database. */
export const MAX_REQUESTS = 500

/** How long a request is kept, in milliseconds; it is personal data. */
const LIFETIME = 90 * DAY

/**
 * Records an invite request. An address counts once per link, and the response does not reveal that: a
 * dismissed request stays dismissed, an answered one stays until nobody can join through its answer, and is
 * then a new one. Over `MAX_REQUESTS` open ones per link, the newest replaces the oldest. Throws
 * `InviteInvalidError` for a token that is not genuine, and for the link of the first administrator.
 */
export async function requestInvite(token: string, { email }: InviteRequestInput): Promise<void> {
  const link = await findSignupToken(token)
  if (!link) throw await wrongToken()
  const { offers } = stateTable[inviteState(link, now())]
  // Nobody shares the link of the first administrator.
  if (offers !== 'request' || link.bootstrap) throw new AppError('InviteInvalidError')
  const signupTokenId = link.id
  await getDb().$transaction(async (tx) => {
    // One at a time per link; otherwise two requests could both see room for only one.
    await tx.$queryRaw`SELECT 1 FROM "SignupToken" WHERE "id" = ${signupTokenId} FOR NO KEY UPDATE`
    await dropAnswered(tx, signupTokenId, email)
    const data = [{ signupTokenId, email, createdAt: now() }]
    const { count } = await tx.inviteRequest.createMany({ data, skipDuplicates: true })
    if (count === 0) return
    await pushOutOldest(tx, signupTokenId)
    await recordEvent(tx, { type: 'invite-request-created', actor: stranger, signupTokenId })
  })
}

/** Deletes the request of an address that was answered by a link which is over. */
async function dropAnswered(tx: Db, signupTokenId: string, email: string): Promise<void> {
  const where = { signupTokenId_email: { signupTokenId, email } }
  const request = await tx.inviteRequest.findUnique({ where, include: { answer: true } })
  if (!request?.answer) return
  const { offers } = stateTable[inviteState(request.answer, now())]
  if (offers !== 'request') return
  // Unless an administrator opened it again meanwhile.
  const { id, answerId } = request
  await tx.inviteRequest.deleteMany({ where: { id, answerId } })
}

/** What is answered or dismissed takes no place, and stays. Call it under the lock of the link's row. */
async function pushOutOldest(tx: Db, signupTokenId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "InviteRequest" WHERE "id" IN (
      SELECT "id" FROM "InviteRequest"
      WHERE "signupTokenId" = ${signupTokenId} AND "state" = 'open'
      ORDER BY "id" DESC OFFSET ${MAX_REQUESTS}
    )`
}

/**
 * Deletes the requests of a link, or one of them. The event says how many, not whose. Throws
 * `NotFoundError` for an unknown link or request; for a link without requests nothing happens.
 * @param id the request; without it all requests of the link
 */
export async function deleteInviteRequests(
  actor: Caller,
  token: string,
  id?: number,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const { id: signupTokenId } = await lockLink(tx, token, null)
    const where = { signupTokenId, ...(id !== undefined && { id }) }
    const { count } = await tx.inviteRequest.deleteMany({ where })
    if (count === 0 && id !== undefined) throw new AppError('NotFoundError')
    if (count === 0) return
    const event = { type: 'invite-request-deleted' as const, actor, signupTokenId }
    await recordEvent(tx, { ...event, data: { requests: count } })
  })
}

/** Deletes requests older than 90 days, up to a maximum. Returns how many. */
export async function deleteOldRequests(tx: Db, limit: number): Promise<number> {
  const until = new Date(now().getTime() - LIFETIME)
  return await tx.$executeRaw`
    DELETE FROM "InviteRequest" WHERE "id" IN (
      SELECT "id" FROM "InviteRequest" WHERE "createdAt" <= ${until}
      ORDER BY "createdAt" LIMIT ${limit}
    )`
}

/** Who asked at a link, newest first. A link keeps few enough to look through all of them. */
export const inviteRequests = defineList({
  query: linkRequestsQuery,
  filters: { link: filter<string>() },
  sources: ({ link = '' }) => [
    {
      from: sql`"InviteRequest"`,
      keys: [sql`"id"`],
      where: [sql`"signupTokenId" = ${link}`],
    },
  ],
  search: { text: sql`"email"`, hasIndex: false },
  orders: { newest: newestFirst },
  columns: sql`"id", "email", "createdAt"`,
  load: (found: { id: number; email: string; createdAt: Date }[]) => {
    return found.map(({ id, email, createdAt }) => ({
      id,
      email,
      createdAt: createdAt.toISOString(),
    }))
  },
})
