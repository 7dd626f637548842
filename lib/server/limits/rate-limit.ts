import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { type Db, getPool } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { hmac, keysFor } from '@/lib/server/runtime/keys'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'

/** Wrong tokens per minute from all clients together above which a warning is logged. */
export const WRONG_TOKENS_ALARM = 500

/** Attempts per 15 minutes of one client on an account that is over its limit. */
const PAIR_TRIES = 5
const PAIR_SECONDS = 900

type Name =
  | 'signup'
  | 'validate'
  | 'wrong-token'
  | 'wrong-tokens'
  | 'wrong-api-token'
  | 'wrong-api-tokens'
  | 'login'
  | 'account'
  | 'pair'
  | 'write'

type Statement = { name: string; text: string; values: unknown[] }

const storeClient = { query: (statement: Statement) => getPool().query(statement) }

const limiters = new Map<string, RateLimiterPostgres>()

function limiter(name: Name, points: number, duration: number): RateLimiterPostgres {
  const key = `${name} ${points}`
  const known = limiters.get(key)
  if (known) return known
  const created = new RateLimiterPostgres({
    storeClient,
    storeType: 'client',
    tableName: 'RateLimit',
    // Migrations create the table, clean-up.ts empties it.
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration,
    // A cache against floods: a client over the limit is refused without a query.
    inMemoryBlockOnConsumed: points + 1,
  })
  limiters.set(key, created)
  return created
}

/** Addresses and names are personal data: the table holds their MACs. */
function hidden(key: string): string {
  const [secret] = keysFor('foyer/limit/v1')
  return hmac(secret, key).toString('base64url')
}

export type Limit = { name: Name; key: string; points: number; seconds?: number }

/**
 * Counts one attempt. Returns null if it is allowed, else the library's result for the refusal. 0 points
 * mean no limit. If the database is unavailable it throws like every query: 503.
 */
export async function take(limit: Limit): Promise<RateLimiterRes | null> {
  const { name, key, points, seconds = 60 } = limit
  if (points === 0) return null
  const counter = limiter(name, points, seconds)
  try {
    await counter.consume(hidden(key))
    return null
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    if (refused.msBeforeNext <= 2 * seconds * 1000) return refused
    // No window lasts this long: the clock was set back since it began. Twice the length allows for clock
    // differences between machines.
    await counter.delete(hidden(key))
    return await take(limit)
  }
}

async function giveBack({ name, key, points, seconds = 60 }: Limit): Promise<void> {
  if (points > 0) await limiter(name, points, seconds).reward(hidden(key))
}

/** The error for an attempt over the limit, with the time to wait. */
export function tooMany({ points }: Limit, { msBeforeNext }: RateLimiterRes): AppError {
  const seconds = String(Math.max(1, Math.ceil(msBeforeNext / 1000)))
  const headers = {
    'retry-after': seconds,
    'ratelimit-limit': String(points),
    'ratelimit-remaining': '0',
    'ratelimit-reset': seconds,
  }
  return new AppError('RateLimitError', { headers })
}

/** Counts one attempt. Throws `RateLimitError` over the limit. */
export async function enforce(limit: Limit): Promise<void> {
  const refused = await take(limit)
  if (refused) throw tooMany(limit, refused)
}

/** Limits for the requests of a client, by the name that routes use. */
export type ClientLimit = 'signup' | 'validate'

/** Counts a request of this client. Throws `RateLimitError` over the limit per minute. */
export async function requireWithin(name: ClientLimit): Promise<void> {
  const { signupLimitPerMinute, validateLimitPerMinute } = getEnv()
  const points = name === 'signup' ? signupLimitPerMinute : validateLimitPerMinute
  await enforce({ name, key: clientKey(), points })
}

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

/**
 * Counts one sign-in attempt, per client and, from all clients together, per account. Over the limit of
 * the account, a client may continue until it has failed five times on this account within 15 minutes:
 * guessing from many addresses becomes slow, and the owner can still sign in.
 * Returns a function that takes the attempt back, for successful ones.
 */
export async function countSignIn(account: string): Promise<() => Promise<void>> {
  const points = getEnv().loginLimitPerMinute
  const client = clientKey()
  const byClient: Limit = { name: 'login', key: client, points }
  await enforce(byClient)
  const byAccount: Limit = { name: 'account', key: account, points }
  const pair = { key: JSON.stringify([account, client]), points: points > 0 ? PAIR_TRIES : 0 }
  const byPair: Limit = { name: 'pair', ...pair, seconds: PAIR_SECONDS }
  const [pastAccount, pastPair] = await Promise.all([take(byAccount), take(byPair)])
  if (pastAccount && pastPair) throw tooMany(byAccount, pastAccount)
  return async () => {
    await Promise.all([byClient, byAccount, byPair].map(giveBack))
  }
}

/** Deletes the counters whose window is over. */
export async function deleteOldCounts(tx: Db): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { expire: { lte: now().getTime() } } })
}
