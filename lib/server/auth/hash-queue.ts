import { availableParallelism } from 'node:os'
import pLimit, { type LimitFunction } from 'p-limit'
import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { measures } from '@/lib/server/runtime/measures'

/** How many hashes may wait for a core; at cost 12 that is about half a minute on two cores. */
export const QUEUE = 256

/**
 * How many passwords are hashed at once: as many as there are cores, but always one fewer than Node's
 * threads, which files and DNS lookups need too.
 */
export function hashingWidth(): number {
  return Math.max(1, Math.min(availableParallelism(), getEnv().threadPoolSize - 1))
}

// As in db.ts: Next may load this module more than once in a process; the cores are the same.
const shared = globalThis as typeof globalThis & { foyerHashing?: LimitFunction }

function queue(): LimitFunction {
  shared.foyerHashing ??= pLimit(hashingWidth())
  return shared.foyerHashing
}

/** How many hashes are waiting. */
export function hashesWaiting(): number {
  return queue().pendingCount
}

/** Runs the work when a core is free. Throws `UnavailableError` if the queue is full. */
export async function admitted<T>(work: () => Promise<T>): Promise<T> {
  if (hashesWaiting() >= QUEUE) {
    throw new AppError('UnavailableError', { headers: { 'retry-after': '10' } })
  }
  const asked = performance.now()
  return await queue()(() => {
    measures()?.hashWaited((performance.now() - asked) / 1000)
    return work()
  })
}
