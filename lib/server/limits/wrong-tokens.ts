import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'
import { type Limit, take, tooMany } from './rate-limit'

/** Wrong tokens per minute from all clients together above which a warning is logged. */
export const WRONG_TOKENS_ALARM = 500

/**
 * Returns the error for a token that is not genuine. Only wrong tokens are counted and refused, so that
 * a valid link works even if somebody behind the same address guesses (docs/decisions/0029).
 */
export async function wrongToken(
  name: 'InviteInvalidError' | 'NotFoundError' = 'InviteInvalidError',
): Promise<AppError> {
  const points = getEnv().invalidTokenLimitPerMinute
  const limit: Limit = { name: 'wrong-token', key: clientKey(), points }
  const refused = await take(limit)
  if (refused) return tooMany(limit, refused)
  if (points > 0) await noteWrongToken()
  return new AppError(name)
}

/** Guesses from many addresses stay below each limit, so the total is watched and logged once a minute. */
async function noteWrongToken(): Promise<void> {
  const points = WRONG_TOKENS_ALARM
  const refused = await take({ name: 'wrong-tokens', key: 'all', points })
  if (refused?.consumedPoints !== points + 1) return
  log().warn({ perMinute: points }, 'many wrong tokens: somebody may be guessing')
}
