import { AppError } from '@/lib/errors'
import { ADMIN_ROLE } from '@/lib/roles'
import type { ReversalAnswer, ReversalPreviewAnswer } from '@/lib/schemas/answers'
import { instantSchema, toInstant } from '@/lib/schemas/fields'
import type { CreateReversalInput } from '@/lib/schemas/signup-token'
import { retireBootstrapLinks } from '@/lib/server/admins'
import type { Caller } from '@/lib/server/auth'
import { DAY, now } from '@/lib/server/clock'
import { type Db, getDb, lock, type SignupToken, type Sql, sql } from '@/lib/server/db'
import { recordEvent } from '@/lib/server/events'
import { badQuery, type Page, type PageQuery, pageOf } from '@/lib/server/paging'
import { lockLink } from '@/lib/server/signup-token-changes'

/** How long a reversal can be taken back. */
const REVERTIBLE = 7 * DAY

type Scope = { link: SignupToken; since: Date }
type Kept = ReversalPreviewAnswer['kept'][number]

/** Those who came through the link since then and are enabled, as the rest of a SELECT. */
function joiners({ link, since }: Scope): Sql {
  return sql`FROM "SignupTokenUse" AS use JOIN "User" AS u ON u."id" = use."userId"
    WHERE use."signupTokenId" = ${link.id} AND use."usedAt" >= ${since} AND u."enabled"`
}

/** Who stays enabled although they came by the link: who asks, and an administrator if none were left. */
async function whoIsKept(db: Db, scope: Scope, actorId: number | null): Promise<Kept[]> {
  const self = actorId ?? 0
  const yourself = await db.$queryRaw<{ id: number; name: string }[]>`
    SELECT u."id", u."name" ${joiners(scope)} AND u."id" = ${self}`
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
        SELECT u."id", u."name" ${joiners(scope)} AND u."roleId" = ${ADMIN_ROLE}
        ORDER BY u."id" LIMIT 1`
  return [
    ...yourself.map((user): Kept => ({ ...user, reason: 'yourself' })),
    ...last.map((user): Kept => ({ ...user, reason: 'lastAdmin' })),
  ]
}

/** `since` of a query: an instant, or when the link was made. */
export function readSince(query: URLSearchParams, link: SignupToken): Date {
  const given = query.get('since') ?? ''
  if (given === '') return link.createdAt
  const { success } = instantSchema.safeParse(given)
  if (!success) throw badQuery('since', 'dateInvalid')
  return toInstant(given)
}

/** Who would be disabled, a page of them, and how many in all. Changes nothing. */
export async function previewReversal(
  actorId: number | null,
  scope: Scope,
  { cursor, limit }: PageQuery<number>,
): Promise<ReversalPreviewAnswer> {
  const kept = await whoIsKept(getDb(), scope, actorId)
  const ids = kept.map(({ id }) => id)
  const [total] = await getDb().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${joiners(scope)} AND u."id" <> ALL (${ids}::int[])`
  const rows = await getDb().$queryRaw<
    { useId: number; id: number; name: string; email: string; usedAt: Date }[]
  >`SELECT use."id" AS "useId", u."id", u."name", u."email", use."usedAt" ${joiners(scope)}
    AND u."id" <> ALL (${ids}::int[]) AND use."id" < ${cursor ?? 2_147_483_647}
    ORDER BY use."id" DESC LIMIT ${limit + 1}`
  const { items, nextCursor } = pageOf(rows, limit, (row) => row.useId)
  const users = items.map(({ id, name, email, usedAt }) => {
    return { id, name, email, joinedAt: usedAt.toISOString() }
  })
  return { since: scope.since.toISOString(), count: total?.count ?? 0, users, kept, nextCursor }
}

/** Disables them all by one statement and ends their sessions. Returns their ids. */
async function disableJoiners(tx: Db, scope: Scope, kept: Kept[], id: number): Promise<number[]> {
  const spared = kept.map((user) => user.id)
  const gone = await tx.$queryRaw<{ id: number }[]>`
    UPDATE "User" SET "enabled" = false, "reversalId" = ${id}, "version" = "version" + 1
    WHERE "id" IN (SELECT u."id" ${joiners(scope)} AND u."id" <> ALL (${spared}::int[]))
    RETURNING "id"`
  const ids = gone.map((user) => user.id)
  await tx.$executeRaw`DELETE FROM "Session" WHERE "userId" = ANY (${ids}::int[])`
  return ids
}

/**
 * Undoes a link: disables everyone who came through it since then, ends their sessions and, unless it
 * is told not to, pauses the link, all under a lock on its row: a sign-up at the same moment is either
 * before and disabled, or after and refused.
 */
export async function createReversal(
  actor: Caller,
  token: string,
  input: CreateReversalInput,
): Promise<ReversalAnswer> {
  return await getDb().$transaction(async (tx) => {
    // The order of locks is the same everywhere: administrators, then the link.
    await lock(tx, 'admins')
    const link = await lockLink(tx, token, null)
    const pause = input.pause ?? true
    const since = input.since === undefined ? link.createdAt : toInstant(input.since)
    const scope = { link, since }
    const kept = await whoIsKept(tx, scope, actor.userId)
    const data = { signupTokenId: link.id, since, createdAt: now() }
    const { id } = await tx.linkReversal.create({ data })
    const userIds = await disableJoiners(tx, scope, kept, id)
    const row = await tx.linkReversal.update({ where: { id }, data: { userIds } })
    if (pause && link.enabled) {
      const paused = { enabled: false, version: { increment: 1 } }
      await tx.signupToken.update({ where: { id: link.id }, data: paused })
    }
    const facts = { count: userIds.length, since: since.toISOString(), paused: pause }
    const event = { type: 'public-signup-token-reversed' as const, actor, signupTokenId: link.id }
    await recordEvent(tx, { ...event, data: { reversal: id, ...facts } })
    return reversalWire({ ...row, count: userIds.length })
  })
}

type Row = {
  id: number
  since: Date
  createdAt: Date
  revertedAt: Date | null
  count: number
}

function reversalWire({ id, since, createdAt, revertedAt, count }: Row): ReversalAnswer {
  return {
    id,
    since: since.toISOString(),
    count,
    createdAt: createdAt.toISOString(),
    revertibleUntil: new Date(createdAt.getTime() + REVERTIBLE).toISOString(),
    revertedAt: revertedAt?.toISOString() ?? null,
  }
}

/** How often a link was undone, newest first. Of those it disabled only the number. */
export async function listReversals(
  signupTokenId: string,
  { cursor, limit }: PageQuery<number>,
): Promise<Page<ReversalAnswer, number>> {
  const rows = await getDb().$queryRaw<Row[]>`
    SELECT "id", "since", "createdAt", "revertedAt", cardinality("userIds") AS count
    FROM "LinkReversal"
    WHERE "signupTokenId" = ${signupTokenId} AND "id" < ${cursor ?? 2_147_483_647}
    ORDER BY "id" DESC LIMIT ${limit + 1}`
  const page = pageOf(rows, limit, (row) => row.id)
  return { ...page, items: page.items.map(reversalWire) }
}

/**
 * Takes a reversal back, once, within its days: enables exactly those whom it disabled and about whom
 * nobody has decided otherwise since. The link stays as it is. Throws `NotFoundError`.
 */
export async function revertReversal(
  actor: Caller,
  token: string,
  id: number,
): Promise<ReversalAnswer> {
  return await getDb().$transaction(async (tx) => {
    await lock(tx, 'admins')
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
    if (!row)
      throw new AppError('NotFoundError', { message: 'This cannot be taken back any more.' })
    const enabled = await tx.$executeRaw`
      UPDATE "User" SET "enabled" = true, "reversalId" = NULL, "version" = "version" + 1
      WHERE "id" = ANY (${row.userIds}::int[]) AND "reversalId" = ${id} AND NOT "enabled"`
    await retireBootstrapLinks(tx)
    const event = { actor, signupTokenId: link.id, data: { reversal: id, count: enabled } }
    await recordEvent(tx, { type: 'public-signup-token-reversal-reverted', ...event })
    return reversalWire({ ...row, count: row.userIds.length })
  })
}
