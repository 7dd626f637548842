import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, type SignupToken, sql } from '@/lib/server/db/db'

/** The column of `creatorLost`, for statements written by hand: its name is older. */
export const creatorLostColumn = sql`"makerLost"`

/**
 * Whoever creates a link has to be an administrator until it is created. The lock on their row makes a
 * change of their right wait for the new link, which it then pauses (CHECKLIST 54). Throws `PermissionError`.
 */
export async function requireCreator(tx: Db, userId: number): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "User"
    WHERE "id" = ${userId} AND "enabled" AND "roleId" = ${ADMIN_ROLE} FOR SHARE`
  if (rows.length === 0)
    throw new AppError('PermissionError', { extra: { permissions: ['ADMIN'] } })
}

/** Whoever resumes a link whose creator lost the right becomes its creator (CHECKLIST 54). */
export function takeOver(link: SignupToken, actor: Caller): Partial<SignupToken> {
  if (!link.creatorLost) return {}
  const { userId: createdById, apiTokenId: createdByApiTokenId } = actor
  return { createdById, createdByApiTokenId, creatorLost: false }
}
