import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, type SignupToken, sql } from '@/lib/server/db/db'
import { type NewEvent, recordEvents } from '@/lib/server/events/events'
import { changeEvent, type LinkData } from './write-changes'

/** The column of `creatorLost` for raw SQL, which has an older name (docs/decisions/0050). */
export const creatorLostColumn = sql`"makerLost"`

/**
 * The creator has to be an administrator until the link is created. The lock on the creator's row makes a
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
export function takeOver(link: SignupToken, actor: Caller): LinkData {
  if (!link.creatorLost) return {}
  const { userId: createdById, apiTokenId: createdByApiTokenId } = actor
  return { createdById, createdByApiTokenId, creatorLost: false }
}

/**
 * Pauses every link of people who are about to stop being enabled administrators. Call it before their
 * rows change, with a lock on them (`lockPeople`).
 */
export async function pauseLinksOf(
  tx: Db,
  actor: NewEvent['actor'],
  userIds: number[],
  reason: 'creator-demoted' | 'creator-disabled' | 'creator-deleted',
): Promise<void> {
  await setCreatorLost(tx, actor, userIds, { lost: true, reason })
}

/** The opposite of `pauseLinksOf`, for people who are about to be enabled administrators again. */
export async function resumeLinksOf(
  tx: Db,
  actor: NewEvent['actor'],
  userIds: number[],
  reason: 'creator-promoted' | 'creator-enabled',
): Promise<void> {
  await setCreatorLost(tx, actor, userIds, { lost: false, reason })
}

/**
 * One statement locks the links in the same order as every other change, and waits for a sign-up under
 * way: its claim (signup-tokens.ts) checks the column in its own statement on the same row.
 */
async function setCreatorLost(
  tx: Db,
  actor: NewEvent['actor'],
  userIds: number[],
  { lost, reason }: { lost: boolean; reason: string },
): Promise<void> {
  const links = await tx.$queryRaw<{ id: string }[]>`
    WITH held AS (
      SELECT "id" FROM "SignupToken"
      WHERE "createdById" = ANY (${userIds}::int[]) AND ${creatorLostColumn} <> ${lost}
      ORDER BY "id" FOR UPDATE
    )
    UPDATE "SignupToken" AS link SET ${creatorLostColumn} = ${lost}, "version" = "version" + 1
    FROM held WHERE link."id" = held."id"
    RETURNING link."id"`
  const change = { data: { creatorLost: lost }, type: 'updated', reason } as const
  await recordEvents(
    tx,
    links.map(({ id }) => changeEvent(actor, { id, creatorLost: !lost }, change)),
  )
}
