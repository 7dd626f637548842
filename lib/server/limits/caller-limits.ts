import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'
import { enforce, type Limit, take, tooMany } from './rate-limit'

/**
 * What to throw at a client whose API token is wrong and who has no session. Only wrong ones are counted
 * and refused, in place of the 401: a right token works beside a neighbour who guesses. One line a minute
 * in the log tells of it, of all clients and processes together.
 */
export async function wrongApiToken(): Promise<AppError> {
  const points = getEnv().invalidApiTokenLimitPerMinute
  const limit: Limit = { name: 'wrong-api-token', key: clientKey(), points }
  const refused = await take(limit)
  // Whoever is past the limit already costs no statement more.
  if (refused === null || refused.consumedPoints === points + 1) await noteWrongApiToken(points)
  return refused ? tooMany(limit, refused) : new AppError('UnauthorizedError')
}

/** The sum of everybody's: one client that reaches its limit passes it, and so do many that stay below. */
async function noteWrongApiToken(points: number): Promise<void> {
  const refused = await take({ name: 'wrong-api-tokens', key: 'all', points })
  if (refused?.consumedPoints !== points + 1) return
  log().warn(
    { perMinute: points },
    'many wrong API tokens: somebody may be guessing, or a program uses one that has ended',
  )
}

/**
 * Counts a change that a person makes, however they are signed in; `RateLimitError` where it is one too
 * many in a minute. An administrator's API token is nobody's and not counted. Changes that take access
 * away are counted for each session alone, so that a thief of one cannot keep the owner from ending it.
 */
export async function countWrite(
  { userId, sessionId }: { userId: number | null; sessionId: string | null },
  endsAccess = false,
): Promise<void> {
  if (userId === null) return
  const key = endsAccess && sessionId !== null ? `session ${sessionId}` : `user ${userId}`
  await enforce({ name: 'write', key, points: getEnv().writeLimitPerMinute })
}

/** Counts a right sign-in of a person, apart from what they do when they are in. */
export async function countRightSignIn(userId: number): Promise<void> {
  const points = getEnv().writeLimitPerMinute
  await enforce({ name: 'write', key: `sign-in ${userId}`, points })
}
