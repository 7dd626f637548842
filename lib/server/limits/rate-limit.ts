import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { type Db, getPool } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { hmac, keysFor } from '@/lib/server/runtime/keys'
import { log } from '@/lib/server/runtime/log'
import { clientKey } from './client-key'

/** Wrong tokens a minute, of everybody together, above which the log says so. */
export const WRONG_TOKENS_ALARM = 500

/** What a client that has not failed lately may try on an account that many are trying: in 15 minutes. */
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
    // Migrations make the table, clean-up.ts empties it.
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration,
    // The front against floods: whoever is past the limit is refused without asking the database.
    inMemoryBlockOnConsumed: points + 1,
  })
  limiters.set(key, created)
  return created
}

/** Addresses and names are personal: the table has their MAC. */
function hidden(key: string): string {
  const [secret] = keysFor('foyer/limit/v1')
  return hmac(secret, key).toString('base64url')
}

export type Limit = { name: Name; key: string; points: number; seconds?: number }

/**
 * Takes one try. Returns null where it was still allowed, else what the library knows of the refusal.
 * 0 points: no limit. A database that is away throws what every query throws: 503.
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
    // A window cannot last as long: the clock has gone back since it began. Twice its length, so that
    // clocks of two machines may differ.
    await counter.delete(hidden(key))
    return await take(limit)
  }
}

async function giveBack({ name, key, points, seconds = 60 }: Limit): Promise<void> {
  if (points > 0) await limiter(name, points, seconds).reward(hidden(key))
}

/** The answer to one try too many, with when to come back. */
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

/** Takes one try; `RateLimitError` where it was one too many. */
export async function enforce(limit: Limit): Promise<void> {
  const refused = await take(limit)
  if (refused) throw tooMany(limit, refused)
}

/** Limits of one client's requests, by the name that a route gives. */
export type ClientLimit = 'signup' | 'validate'

/** Counts a request of this client; `RateLimitError` where it is one too many in a minute. */
export async function requireWithin(name: ClientLimit): Promise<void> {
  const { signupLimitPerMinute, validateLimitPerMinute } = getEnv()
  const points = name === 'signup' ? signupLimitPerMinute : validateLimitPerMinute
  await enforce({ name, key: clientKey(), points })
}

/**
 * What to throw at a stranger whose token is not genuine. Only wrong tokens are counted and refused,
 * so that whoever holds a link gets in beside a neighbour who guesses (docs/decisions/0029).
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

/** Who guesses from many addresses stays below each one's limit: the sum is watched, and told once a minute. */
async function noteWrongToken(): Promise<void> {
  const points = WRONG_TOKENS_ALARM
  const refused = await take({ name: 'wrong-tokens', key: 'all', points })
  if (refused?.consumedPoints !== points + 1) return
  log().warn({ perMinute: points }, 'many wrong tokens: somebody may be guessing')
}

/**
 * One try to sign in. A client has so many a minute, and so has an account from all clients together.
 * Past the account's, a client goes on while it has failed less than five times on this account within
 * 15 minutes: guessing from many places becomes slow, and its owner still gets in.
 * Returns how to take the try back: those that were right do not count.
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

/** Removes the counts whose window is over. */
export async function deleteOldCounts(tx: Db): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { expire: { lte: now().getTime() } } })
}
