import { previewQuery } from '@/lib/api/rollbacks'
import { ADMIN_ROLE } from '@/lib/roles'
import type { RollbackPreviewResponse } from '@/lib/schemas/responses'
import { type Db, getDb, type SignupToken, type Sql, sql } from '@/lib/server/db/db'
import { type PageQuery, pageOf, readParameter } from '@/lib/server/db/paging'

export type Scope = { link: SignupToken; since: Date }
export type Kept = RollbackPreviewResponse['kept'][number]

/** The enabled people who joined through the link since then, as the rest of a SELECT. */
export function members({ link, since }: Scope): Sql {
  return sql`FROM "SignupTokenUse" AS use JOIN "User" AS u ON u."id" = use."userId"
    WHERE use."signupTokenId" = ${link.id} AND use."usedAt" >= ${since} AND u."enabled"`
}

/** How many people joined through the link since then, also those who are disabled already or stay enabled. */
export async function countMembers(db: Db, { link, since }: Scope): Promise<number> {
  const where = { signupTokenId: link.id, usedAt: { gte: since }, userId: { not: null } }
  return await db.signupTokenUse.count({ where })
}

/** The people who stay enabled although they joined: the caller, and one administrator if none would be left. */
export async function whoIsKept(db: Db, scope: Scope, actorId: number | null): Promise<Kept[]> {
  const self = actorId ?? 0
  const yourself = await db.$queryRaw<{ id: number; name: string }[]>`
    SELECT u."id", u."name" ${members(scope)} AND u."id" = ${self}`
  const [left] = await db.$queryRaw<{ admins: boolean }[]>`
    SELECT EXISTS (
      SELECT 1 FROM "User" AS a WHERE a."roleId" = ${ADMIN_ROLE} AND a."enabled"
      AND (a."id" = ${self} OR NOT EXISTS (
        SELECT 1 FROM "SignupTokenUse" AS use WHERE use."userId" = a."id"
        AND use."signupTokenId" = ${scope.link.id} AND use."usedAt" >= ${scope.since}))
    ) AS admins`
  const last = left?.admins
    ? []
    : await db.$queryRaw<{ id: number; name: string }[]>`
        SELECT u."id", u."name" ${members(scope)} AND u."roleId" = ${ADMIN_ROLE}
        ORDER BY u."id" LIMIT 1`
  return [
    ...yourself.map((user): Kept => ({ ...user, reason: 'yourself' })),
    ...last.map((user): Kept => ({ ...user, reason: 'lastAdmin' })),
  ]
}

/** `since` of a query: an instant, by default when the link was created. */
export function readSince(query: URLSearchParams, link: SignupToken): Date {
  return readParameter(query, 'since', previewQuery.since) ?? link.createdAt
}

/** A page of the people who would be disabled, and their total. Changes nothing. */
export async function previewRollback(
  actorId: number | null,
  scope: Scope,
  { cursor, limit }: PageQuery<number>,
): Promise<RollbackPreviewResponse> {
  const kept = await whoIsKept(getDb(), scope, actorId)
  const ids = kept.map(({ id }) => id)
  const [total] = await getDb().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${members(scope)} AND u."id" <> ALL (${ids}::int[])`
  const rows = await getDb().$queryRaw<
    { useId: number; id: number; name: string; email: string; usedAt: Date }[]
  >`SELECT use."id" AS "useId", u."id", u."name", u."email", use."usedAt" ${members(scope)}
    AND u."id" <> ALL (${ids}::int[]) AND use."id" < ${cursor ?? 2_147_483_647}
    ORDER BY use."id" DESC LIMIT ${limit + 1}`
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.useId)
  const users = items.map(({ id, name, email, usedAt }) => {
    return { id, name, email, joinedAt: usedAt.toISOString() }
  })
  return { since: scope.since.toISOString(), count: total?.count ?? 0, users, kept, nextCursor }
}
