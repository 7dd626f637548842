import { getEnv } from '@/lib/server/runtime/env'
import { clientKey } from './client-key'
import { enforce, giveBack, type Limit, take, tooMany } from './rate-limit'

/** Attempts per 15 minutes of one client on an account that is over its limit. */
const PAIR_TRIES = 5
const PAIR_SECONDS = 900

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

/** Counts successful sign-ins of a person, separately from their changes. */
export async function countRightSignIn(userId: number): Promise<void> {
  const points = getEnv().writeLimitPerMinute
  await enforce({ name: 'write', key: `sign-in ${userId}`, points })
}
