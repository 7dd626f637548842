import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { type Db, getPool } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { hmac, keysFor } from '@/lib/server/runtime/keys'
import { clientKey } from './client-key'

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
  | 'docs-vote'

type Statement = { name: string; text: string; values: unknown[] }

/** Statements without names where a pooler may lead each one to another session. */
const storeClient = {
  query: ({ name, ...statement }: Statement) =>
    getPool().query(getEnv().databasePooler ? statement : { name, ...statement }),
}

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

/** Takes a counted attempt back. */
export async function giveBack({ name, key, points, seconds = 60 }: Limit): Promise<void> {
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
export type ClientLimit = 'signup' | 'validate' | 'docs-vote'

/** Readers of the documentation vote once on a page; this is enough for a class behind one address. */
const DOCS_VOTES_PER_MINUTE = 30

function pointsOf(name: ClientLimit): number {
  const { signupLimitPerMinute, validateLimitPerMinute } = getEnv()
  switch (name) {
    case 'signup':
      return signupLimitPerMinute
    case 'validate':
      return validateLimitPerMinute
    case 'docs-vote':
      return DOCS_VOTES_PER_MINUTE
  }
}

/** Counts a request of this client. Throws `RateLimitError` over the limit per minute. */
export async function requireWithin(name: ClientLimit): Promise<void> {
  await enforce({ name, key: clientKey(), points: pointsOf(name) })
}

/** Deletes the counters whose window is over. */
export async function deleteOldCounts(tx: Db): Promise<void> {
  await tx.rateLimit.deleteMany({ where: { expire: { lte: now().getTime() } } })
}
