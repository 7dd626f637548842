import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'
import { type Limit, take, tooMany } from './rate-limit'

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
