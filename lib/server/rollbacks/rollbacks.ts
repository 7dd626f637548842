import { AppError } from '@/lib/errors'
import { toInstant } from '@/lib/schemas/fields'
import type { RollbackResponse } from '@/lib/schemas/responses'
import type { CreateRollbackInput } from '@/lib/schemas/signup-token'
import type { Caller } from '@/lib/server/auth/auth'
import { endWaysIn } from '@/lib/server/auth/ways-in'
import { type Db, getDb } from '@/lib/server/db/db'
import { type Page, type PageQuery, pageOf } from '@/lib/server/db/paging'
import { recordEvent } from '@/lib/server/events/events'
import { DAY, now } from '@/lib/server/runtime/clock'
import { lockLink } from '@/lib/server/signup-tokens/changes'
import { pauseLinksOf, resumeLinksOf } from '@/lib/server/signup-tokens/creators'
import { isAdmin, lockAdmins, retireBootstrapLinks } from '@/lib/server/users/admins'
import { countMembers, type Kept, members, type Scope, whoIsKept } from './preview'

/** How long a rollback can be undone. */
const REVERTIBLE = 7 * DAY

/** Locks the rows of the people to disable. Returns their ids. */
async function lockMembers(tx: Db, scope: Scope, kept: Kept[]): Promise<number[]> {
  const spared = kept.map((user) => user.id)
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT u."id" ${members(scope)} AND u."id" <> ALL (${spared}::int[])
    ORDER BY u."id" FOR UPDATE OF u`
  return rows.map((user) => user.id)
}

/** Disables people in one statement, pauses the links that they created, and ends their ways in. */
async function disableMembers(tx: Db, actor: Caller, ids: number[], id: number): Promise<void> {
  await pauseLinksOf(tx, actor, ids, 'creator-disabled')
  await tx.$executeRaw`
    UPDATE "User" SET "enabled" = false, "reversalId" = ${id}, "version" = "version" + 1
    WHERE "id" = ANY (${ids}::int[])`
  await endWaysIn(tx, 'removed-with-link', { userIds: ids })
}

/**
 * Enables the people whom a rollback disabled, except those enabled or disabled since, and resumes the links
 * that they created. Returns how many.
 */
async function enableMembers(
  tx: Db,
  actor: Caller,
  { id, userIds }: { id: number; userIds: number[] },
): Promise<number> {
  const people = await tx.$queryRaw<{ id: number; roleId: number }[]>`
    SELECT "id", "roleId" FROM "User"
    WHERE "id" = ANY (${userIds}::int[]) AND "reversalId" = ${id} AND NOT "enabled"
    ORDER BY "id" FOR UPDATE`
  const admins = people.filter(({ roleId }) => isAdmin({ roleId, enabled: true }))
  await resumeLinksOf(
    tx,
    actor,
    admins.map((user) => user.id),
    'creator-enabled',
  )
  const ids = people.map((user) => user.id)
  return await tx.$executeRaw`
    UPDATE "User" SET "enabled" = true, "reversalId" = NULL, "version" = "version" + 1
    WHERE "id" = ANY (${ids}::int[])`
}

/**
 * Removes the people who joined through a link since an instant: disables them, ends their ways in and,
 * unless told otherwise, pauses the link. The row of the link is locked, so a simultaneous sign-up is
 * either earlier and disabled, or later and refused.
 */
export async function createRollback(
  actor: Caller,
  token: string,
  input: CreateRollbackInput,
): Promise<RollbackResponse> {
  return await getDb().$transaction(async (tx) => {
    // The order of locks is the same everywhere: administrators, then the link.
    await lockAdmins(tx, actor)
    const link = await lockLink(tx, token, null)
    const pause = input.pause ?? true
    const since = input.since === undefined ? link.createdAt : toInstant(input.since)
    const scope = { link, since }
    const kept = await whoIsKept(tx, scope, actor.userId)
    const data = { signupTokenId: link.id, since, createdAt: now() }
    const userIds = await lockMembers(tx, scope, kept)
    const of = await countMembers(tx, scope)
    const row = await tx.linkReversal.create({ data: { ...data, userIds } })
    const { id } = row
    await disableMembers(tx, actor, userIds, id)
    const paused = pause && link.enabled
    if (paused) {
      const change = { enabled: false, version: { increment: 1 } }
      await tx.signupToken.update({ where: { id: link.id }, data: change })
    }
    const facts = { count: userIds.length, of, since: since.toISOString(), paused }
    const event = { type: 'public-signup-token-reversed' as const, actor, signupTokenId: link.id }
    await recordEvent(tx, { ...event, data: { reversal: id, ...facts } })
    return serialize({ ...row, count: userIds.length })
  })
}

type Row = {
  id: number
  since: Date
  createdAt: Date
  revertedAt: Date | null
  count: number
}

function serialize({ id, since, createdAt, revertedAt, count }: Row): RollbackResponse {
  return {
    id,
    since: since.toISOString(),
    count,
    createdAt: createdAt.toISOString(),
    revertibleUntil: new Date(createdAt.getTime() + REVERTIBLE).toISOString(),
    revertedAt: revertedAt?.toISOString() ?? null,
  }
}

/** The rollbacks of a link, newest first, with the number of people disabled. */
export async function listRollbacks(
  signupTokenId: string,
  { cursor, limit }: PageQuery<number>,
): Promise<Page<RollbackResponse, number>> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT "id", "since", "createdAt", "revertedAt", cardinality("userIds") AS count
    FROM "LinkReversal"
    WHERE "signupTokenId" = ${signupTokenId} AND "id" < ${cursor ?? 2_147_483_647}
    ORDER BY "id" DESC LIMIT ${limit + 1}`
  const page = pageOf(rows, limit, (row) => row.id)
  return { ...page, items: page.items.map(serialize) }
}

/**
 * Undoes a rollback, once, within 7 days: enables exactly the people it disabled, except those that
 * somebody has enabled or disabled since. The link does not change. Throws `NotFoundError`.
 */
export async function undoRollback(
  actor: Caller,
  token: string,
  id: number,
): Promise<RollbackResponse> {
  return await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    const link = await lockLink(tx, token, null)
    const at = now()
    const [row] = await tx.linkReversal.updateManyAndReturn({
      where: {
        id,
        signupTokenId: link.id,
        revertedAt: null,
        createdAt: { gt: new Date(at.getTime() - REVERTIBLE) },
      },
      data: { revertedAt: at },
    })
    if (!row) throw new AppError('NotFoundError', { message: 'This can no longer be undone.' })
    const enabled = await enableMembers(tx, actor, row)
    await retireBootstrapLinks(tx)
    const event = { actor, signupTokenId: link.id, data: { reversal: id, count: enabled } }
    await recordEvent(tx, { type: 'public-signup-token-reversal-reverted', ...event })
    return serialize({ ...row, count: row.userIds.length })
  })
}
