import { ADMIN_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import type { Caller } from './auth'
import { alive } from './sessions'

const admin = { enabled: true, roleId: ADMIN_ROLE }

/**
 * Which of these callers are still administrators with a credential that is valid, by one statement for
 * sessions and one for API tokens, each only if there are some. Unlike a request it does not count as use.
 */
export async function findLiveAdmins(callers: Caller[]): Promise<(caller: Caller) => boolean> {
  const sessionIds = callers.map(({ sessionId }) => sessionId).filter((id) => id !== null)
  const tokenIds = callers.map(tokenIdOf).filter((id) => id !== null)
  const [sessions, tokens] = await Promise.all([
    sessionIds.length === 0 ? [] : findSessionIds(sessionIds),
    tokenIds.length === 0 ? [] : findTokenIds(tokenIds),
  ])
  return (caller) =>
    sessions.some(({ id }) => id === caller.sessionId) ||
    tokens.some(({ id }) => id === tokenIdOf(caller))
}

function tokenIdOf({ apiTokenId, personalTokenId }: Caller): number | null {
  return apiTokenId ?? personalTokenId
}

async function findSessionIds(ids: string[]) {
  const where = { id: { in: ids }, ...alive(), user: admin }
  return await getDb().session.findMany({ where, select: { id: true } })
}

async function findTokenIds(ids: number[]) {
  return await getDb().apiToken.findMany({
    where: {
      id: { in: ids },
      endedAt: null,
      revokedAt: null,
      AND: [
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] },
        { OR: [{ userId: null }, { user: admin }] },
      ],
    },
    select: { id: true },
  })
}
