import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'
import { enforce, type Limit, take, tooMany } from './rate-limit'

/**
 * Returns the error for a wrong API token without a session. Only wrong tokens are counted and refused
 * (429 instead of 401), so a valid one works even if somebody behind the same address guesses. A flood
 * from all clients and processes together is logged once a minute.
 */
export async function wrongApiToken(): Promise<AppError> {
  const points = getEnv().invalidApiTokenLimitPerMinute
  const limit: Limit = { name: 'wrong-api-token', key: clientKey(), points }
  const refused = await take(limit)
  // A client already over the limit costs no further statement.
  if (refused === null || refused.consumedPoints === points + 1) await noteWrongApiToken(points)
  return refused ? tooMany(limit, refused) : new AppError('UnauthorizedError')
}

/** Counts all clients together, so that many clients that stay below their own limits are noticed too. */
async function noteWrongApiToken(points: number): Promise<void> {
  const refused = await take({ name: 'wrong-api-tokens', key: 'all', points })
  if (refused?.consumedPoints !== points + 1) return
  log().warn(
    { perMinute: points },
    'many wrong API tokens: somebody may be guessing, or a program uses one that has ended',
  )
}

/**
 * Counts a change by a person, however they are signed in. Throws `RateLimitError` over the limit per
 * minute. Admin API tokens belong to no person and are not counted. Changes that end access are counted
 * per session, so that somebody who stole one cannot keep the owner from ending it.
 */
export async function countWrite(
  { userId, sessionId }: { userId: number | null; sessionId: string | null },
  endsAccess = false,
): Promise<void> {
  if (userId === null) return
  const key = endsAccess && sessionId !== null ? `session ${sessionId}` : `user ${userId}`
  await enforce({ name: 'write', key, points: getEnv().writeLimitPerMinute })
}

/** Counts successful sign-ins of a person, separately from their changes. */
export async function countRightSignIn(userId: number): Promise<void> {
  const points = getEnv().writeLimitPerMinute
  await enforce({ name: 'write', key: `sign-in ${userId}`, points })
}
