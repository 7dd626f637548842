import { AppError } from '@/lib/errors'
import { inviteState } from '@/lib/invite-state'
import type { InviteRequestInput } from '@/lib/schemas/account'
import type { InviteRequestsAnswer } from '@/lib/schemas/answers'
import { now } from '@/lib/server/clock'
import { getDb } from '@/lib/server/db'
import { recordEvent, system } from '@/lib/server/events'
import { type PageQuery, pageOf } from '@/lib/server/paging'
import { wrongToken } from '@/lib/server/rate-limit'
import { findSignupToken } from '@/lib/server/signup-tokens'

/** Requests that one link keeps at most: a forgotten link must not fill the database. */
const MAX_REQUESTS = 500

/** States in which a link will not open again by itself. */
const over = new Set(['expired', 'full', 'revoked'])

/**
 * Notes that somebody would like a new invite. The same address asks once; the answer does not tell.
 * Throws `InviteInvalidError` for a token that is not genuine, `RateLimitError` where the list is full.
 */
export async function requestInvite(token: string, { email }: InviteRequestInput): Promise<void> {
  const link = await findSignupToken(token)
  if (!link) throw await wrongToken()
  if (!over.has(inviteState(link, now()))) throw new AppError('InviteInvalidError')
  const signupTokenId = link.id
  await getDb().$transaction(async (tx) => {
    if ((await tx.inviteRequest.count({ where: { signupTokenId } })) >= MAX_REQUESTS) {
      throw new AppError('RateLimitError', { headers: { 'retry-after': '3600' } })
    }
    const data = [{ signupTokenId, email, createdAt: now() }]
    const { count } = await tx.inviteRequest.createMany({ data, skipDuplicates: true })
    if (count === 0) return
    await recordEvent(tx, { type: 'invite-request-created', actor: system, signupTokenId })
  })
}

/** Who asked at a link, newest first. */
export async function listInviteRequests(
  signupTokenId: string,
  { cursor, limit }: PageQuery<number>,
): Promise<InviteRequestsAnswer> {
  const rows = await getDb().inviteRequest.findMany({
    where: { signupTokenId, ...(cursor && { id: { lt: cursor } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.id)
  const requests = items.map(({ id, email, createdAt }) => ({
    id,
    email,
    createdAt: createdAt.toISOString(),
  }))
  return { requests, nextCursor }
}
