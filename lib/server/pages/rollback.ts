import { AppError } from '@/lib/errors'
import { getDb } from '@/lib/server/db/db'
import { readNumericCursor } from '@/lib/server/db/paging'
import { previewRollback, readSince } from '@/lib/server/rollbacks/preview'
import { listRollbacks } from '@/lib/server/rollbacks/rollbacks'
import { DAY, HOUR, now } from '@/lib/server/runtime/clock'
import { inviteToken } from '@/lib/server/signup-tokens/token'

/** Reads the query; an invalid value counts as missing, which is harmless. */
function orElse<T>(read: () => T, fallback: T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof AppError) return fallback
    throw error
  }
}

/** What the rollback page of a link shows, or null where no link has this id. */
export async function findRollbackPage(actorId: number, id: string, query: URLSearchParams) {
  if (!/^[0-9a-f]{16}$/.test(id)) return null
  const link = await getDb().signupToken.findUnique({ where: { id } })
  if (!link) return null
  const since = orElse(() => readSince(query, link), link.createdAt)
  const cursor = orElse(() => readNumericCursor(query), undefined)
  const [preview, rollbacks] = await Promise.all([
    previewRollback(actorId, { link, since }, { limit: 50, cursor }),
    listRollbacks(id, { limit: 20 }),
  ])
  const at = now()
  const ago = (time: number) => new Date(at.getTime() - time).toISOString()
  return {
    link: { id, name: link.name, enabled: link.enabled, createdAt: link.createdAt.toISOString() },
    api: `/api/admin/invite-link/tokens/${inviteToken(link)}/reversals`,
    preview,
    presets: [
      { name: 'Since it was created', since: '' },
      { name: 'Last hour', since: ago(HOUR) },
      { name: 'Last 24 hours', since: ago(DAY) },
      { name: 'Last 7 days', since: ago(7 * DAY) },
    ],
    rollbacks: rollbacks.items.map((rollback) => ({
      ...rollback,
      isRevertible: rollback.revertedAt === null && new Date(rollback.revertibleUntil) > at,
    })),
  }
}
