import { getEnv } from '@/lib/server/runtime/env'
import { enforce } from './rate-limit'

/**
 * Counts a change by a person, however they are signed in. Throws `RateLimitError` over the limit per
 * minute. Admin API tokens belong to no person and are not counted. Changes that end access are counted
 * per session, so that somebody who stole one cannot keep the owner from ending it.
 */
export async function countWrite(
  { userId, sessionId }: { userId: number | null; sessionId: string | null },
  endsAccess = false,
): Promise<void> {
  if (userId === null) return
  const key = endsAccess && sessionId !== null ? `session ${sessionId}` : `user ${userId}`
  await enforce({ name: 'write', key, points: getEnv().writeLimitPerMinute })
}
