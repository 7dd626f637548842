import { setTimeout as sleep } from 'node:timers/promises'
import { log } from '@/lib/server/runtime/log'
import { acquireLock } from '@/server/locks/lock.mjs'
import { type Hold, leave, tryAttach } from './attach'
import type { Cluster } from './cluster'

/** What is needed to hold a server: the folder with the lock that only one process at a time holds while it starts it. */
export type Held = { home: string; cluster: Cluster; password: string }

/** The longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 30_000

/**
 * Holds the server until the returned function is called. However the server ended, it is restarted at
 * the same address, where the app's connections find it. The attempts never stop, because the cause,
 * such as a full disk, may be fixed meanwhile.
 */
export function keepHold(server: Held, first: Hold): () => Promise<void> {
  const leaving = new AbortController()
  const left = new Promise<void>((resolve) => {
    leaving.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const keep = async (): Promise<Hold | null> => {
    let hold: Hold | null = first
    while (hold) {
      await Promise.race([hold.ended, left])
      if (leaving.signal.aborted) break
      log().warn('The built-in PostgreSQL stopped; restarting it')
      hold = await revive(server, leaving.signal)
    }
    return hold
  }
  const kept = keep()
  return async () => {
    leaving.abort()
    const hold = await kept
    if (hold) await leave(server.cluster, hold)
  }
}

async function revive(server: Held, leaving: AbortSignal): Promise<Hold | null> {
  let failedTries = 0
  while (!leaving.aborted) {
    try {
      const hold = await tryAlone(server)
      if (hold) return hold
      await pause(100, leaving)
    } catch (error) {
      const milliseconds = Math.min(100 * 2 ** failedTries, LONGEST_PAUSE)
      failedTries += 1
      const reason = error instanceof Error ? error.message : String(error)
      log().warn({ reason, milliseconds }, 'The built-in PostgreSQL did not restart; trying again')
      await pause(milliseconds, leaving)
    }
  }
  return null
}

async function tryAlone({ home, cluster, password }: Held): Promise<Hold | null> {
  const release = await acquireLock(home, 'postgres')
  try {
    return await tryAttach(cluster, password)
  } finally {
    release()
  }
}

/** Ends early if this process exits. */
async function pause(milliseconds: number, leaving: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal: leaving }).catch(() => {})
}
