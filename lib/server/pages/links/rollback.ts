import { AppError } from '@/lib/errors'
import { getDb } from '@/lib/server/db/db'
import { previewRollback, readSince } from '@/lib/server/rollbacks/preview'
import { listRollbacks } from '@/lib/server/rollbacks/rollbacks'
import { DAY, HOUR, now } from '@/lib/server/runtime/clock'
import { inviteToken } from '@/lib/server/signup-tokens/token'
import type { InviteFacts } from '@/lib/signup-token-state'

/** Reads the query; an invalid value counts as missing, which is harmless. */
function orElse<T>(read: () => T, fallback: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return fallback
    throw error
  }
}

/** What keeps everybody else out of a link until an administrator changes it. */
function endedBy({ revokedAt, enabled, creatorLost }: InviteFacts) {
  if (revokedAt) return 'revoked' as const
  return enabled && !creatorLost ? null : ('paused' as const)
}

/** People whose names are shown; the button says how many there are. */
const PEOPLE = 50

/** What the rollback page of a link shows, or null where no link has this id. */
export async function findRollbackPage(actorId: number, id: string, query: URLSearchParams) {
  if (!/^[0-9a-f]{16}$/.test(id)) return null
  const link = await getDb().signupToken.findUnique({ where: { id } })
  if (!link) return null
  const since = orElse(() => readSince(query, link), link.createdAt)
  const [preview, rollbacks] = await Promise.all([
    previewRollback(actorId, { link, since }, { limit: PEOPLE }),
    listRollbacks(id, { limit: 20 }),
  ])
  const at = now()
  const ago = (time: number) => new Date(at.getTime() - time).toISOString()
  return {
    link: { id, name: link.name, ended: endedBy(link) },
    api: `/api/admin/invite-link/tokens/${inviteToken(link)}/reversals`,
    preview,
    presets: { all: null, hour: ago(HOUR), day: ago(DAY), week: ago(7 * DAY) },
    now: at.toISOString(),
    rollbacks: rollbacks.items.map((rollback) => ({
      ...rollback,
      isRevertible: rollback.revertedAt === null && new Date(rollback.revertibleUntil) > at,
    })),
  }
}

export type RollbackPage = NonNullable<Awaited<ReturnType<typeof findRollbackPage>>>
