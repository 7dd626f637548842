import { HOUR } from '@/lib/server/clock'
import { getDb, tryLock } from '@/lib/server/db'
import { log } from '@/lib/server/log'
import { deleteDeadSessions } from '@/lib/server/sessions'

/**
 * Removes what has had its time: sessions that are over, of people who never came back to have them
 * removed. One process at a time; another that asks meanwhile does nothing. Returns how many.
 */
export async function cleanUp(): Promise<number> {
  return await getDb().$transaction(async (tx) =>
    (await tryLock(tx, 'clean-up')) ? await deleteDeadSessions(tx) : 0,
  )
}

/** Cleans up now and every hour, until the returned function is called. */
export function cleanUpRegularly(): () => void {
  const run = () =>
    void cleanUp().catch((error: unknown) =>
      log().warn({ error: error instanceof Error ? error.name : typeof error }, 'clean-up failed'),
    )
  run()
  const timer = setInterval(run, HOUR)
  timer.unref()
  return () => clearInterval(timer)
}
