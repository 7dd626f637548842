import DataLoader from 'dataloader'
import { AppError } from '@/lib/errors'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, getPool, type SignupToken, type Sql, sql } from '@/lib/server/db/db'
import { name } from '@/lib/server/db/insert'
import { recordEvent } from '@/lib/server/events/events'
import { DAY, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import type { LinkShow } from '@/lib/signup-token-show'
import { inviteState, stateTable } from '@/lib/signup-token-state'
import { creatorLostColumn, requireCreator } from './creators'
import { stateIs } from './state-conditions'
import { isTokenOf, randomPart, tokenId } from './token'

export const withCreator = { role: true, createdBy: true, createdByApiToken: true } as const

/** A link with the name of its creator, where that is a person who is still there. */
type Link = SignupToken & { creatorName: string | null }

/**
 * Lookups in one turn of the event loop share a statement, which begins after all of them; nothing is
 * cached longer.
 */
const links = new DataLoader<string, Link | null>(
  async (ids) => {
    const text = `
      SELECT "SignupToken".*, ${creatorLostColumn.sql} AS "creatorLost", "User"."name" AS "creatorName"
      FROM "SignupToken" LEFT JOIN "User" ON "User"."id" = "SignupToken"."createdById"
      WHERE "SignupToken"."id" = ANY($1)`
    const values = [[...new Set(ids)]]
    const { rows: found } = await getPool().query<Link>({ text, values })
    const byId = new Map(found.map((link) => [link.id, link]))
    return ids.map((id) => byId.get(id) ?? null)
  },
  { cache: false, maxBatchSize: 100, batchScheduleFn: setImmediate },
)

/**
 * The link of a token, whatever its state, or null: syntax, row by id, MAC (docs/decisions/0003).
 * One statement, the same for every well-formed token, however much of it is right.
 */
export async function findLink(token: string): Promise<Link | null> {
  const id = tokenId(token)
  if (id === null) return null
  const link = await links.load(id)
  return isTokenOf(token, link) ? link : null
}

/** The link of a token with its role and creator, or null. */
export async function findSignupToken(token: string) {
  const link = await findLink(token)
  if (!link) return null
  const { id, nonce } = link
  return await getDb().signupToken.findFirst({ where: { id, nonce }, include: withCreator })
}

export type SignupTokenRow = NonNullable<Awaited<ReturnType<typeof findSignupToken>>>

/** For administrators: the link of a token, or `NotFoundError`. */
export async function getSignupToken(token: string): Promise<SignupTokenRow> {
  const link = await findSignupToken(token)
  if (!link) throw new AppError('NotFoundError')
  return link
}

/** Throws the error of the state that a link is in, unless it is open. */
export function requireOpen(link: SignupToken | null): asserts link is SignupToken {
  if (!link) throw new AppError('InviteInvalidError')
  const { error } = stateTable[inviteState(link, now())]
  if (error) throw new AppError(error)
}

/**
 * Takes one place, by one statement that is its own guard: of any number of people, no more get in
 * than there are places, whatever else changes the link meanwhile (docs/decisions/0004). Returns the
 * link's `roleId` in this moment, or no row where no place could be taken.
 */
export function claim({ id, nonce }: { id: string; nonce: string }, at: Date): Sql {
  return sql`
    UPDATE "SignupToken" SET "useCount" = "useCount" + 1, "lastUsedAt" = ${at}
    WHERE "id" = ${id} AND "nonce" = ${nonce} AND ${stateIs('open', at)}
    RETURNING "roleId"`
}

/** Throws the error of the state because of which a claim failed. */
export async function refuseClaim(tx: Db, link: { id: string; nonce: string }): Promise<never> {
  const current = await tx.signupToken.findUnique({ where: { id: link.id } })
  requireOpen(current?.nonce === link.nonce ? current : null)
  throw new AppError('UnavailableError', { headers: { 'retry-after': '1' } })
}

/**
 * Gives back the place that this transaction took, as a part of a statement, unless `source`, another part of
 * it, is empty. Until the transaction ends nobody else sees the link, so nobody is told that it is full by a
 * place that is given back.
 */
export function returnPlace({ id }: { id: string }, source: string): Sql {
  return sql`
    UPDATE "SignupToken" SET "useCount" = "useCount" - 1, "lastUsedAt" = (
      SELECT max("usedAt") FROM "SignupTokenUse" WHERE "signupTokenId" = ${id}
    ) WHERE "id" = ${id} AND EXISTS (SELECT FROM ${name(source)})`
}

/** The latest possible end of a link; later ends are clamped to it. */
export function clampEnd(expiresAt: Date): Date {
  const furthest = now().getTime() + getEnv().inviteMaxLifetimeDays * DAY
  return new Date(Math.min(expiresAt.getTime(), furthest))
}

/** An error for a field that breaks a business rule. */
export function badField(
  field: string,
  code: 'expiresInPast' | 'startsAfterEnd' | 'maxUsesBelowUses',
  values: Record<string, number> = {},
): AppError {
  return new AppError('BadDataError', { problems: [{ path: `/body/${field}`, code, values }] })
}

/** Throws unless the start comes before the end. */
export function requireTimes(startsAt: Date | null, expiresAt: Date): void {
  if (startsAt && startsAt >= expiresAt) throw badField('startsAt', 'startsAfterEnd')
}

type NewLink = {
  name: string
  expiresAt: Date
  startsAt: Date | null
  maxUses: number | null
  roleId: number
  show?: LinkShow
  key?: string
  bootstrap?: boolean
}

/** Inserts a link with a new id and nonce, and its event. */
export async function insertSignupToken(
  tx: Db,
  actor: Pick<Caller, 'userId' | 'apiTokenId' | 'name'>,
  link: NewLink,
): Promise<SignupTokenRow> {
  if (actor.userId !== null) await requireCreator(tx, actor.userId)
  const row = await tx.signupToken.create({
    data: {
      ...link,
      id: randomPart(),
      nonce: randomPart(),
      createdAt: now(),
      createdById: actor.userId,
      createdByApiTokenId: actor.apiTokenId,
    },
    include: withCreator,
  })
  const { name, role, maxUses } = row
  const data = { name, role: role.name, maxUses, ...(link.show && { show: link.show }) }
  const event = { type: 'public-signup-token-created' as const, actor, signupTokenId: row.id }
  await recordEvent(tx, { ...event, data: { ...data, expiresAt: row.expiresAt.toISOString() } })
  return row
}
