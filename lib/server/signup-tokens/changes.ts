import { AppError } from '@/lib/errors'
import { findRoleId } from '@/lib/roles'
import { toInstant } from '@/lib/schemas/fields'
import type { UpdateSignupTokenInput } from '@/lib/schemas/signup-token'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type Json, type SignupToken } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { requireVersion } from '@/lib/server/http/etag'
import { now } from '@/lib/server/runtime/clock'
import {
  badField,
  clampEnd,
  requireCreator,
  requireTimes,
  type SignupTokenRow,
  withCreator,
} from './signup-tokens'
import { isTokenOf, randomPart, tokenId } from './token'

/** Locks a link's row for a change and returns it. Throws `NotFoundError` or `StaleError`. */
export async function lockLink(
  tx: Db,
  token: string,
  ifMatch: string | null,
): Promise<SignupToken> {
  const id = tokenId(token)
  if (id === null) throw new AppError('NotFoundError')
  await tx.$queryRaw`SELECT 1 FROM "SignupToken" WHERE "id" = ${id} FOR UPDATE`
  const link = await tx.signupToken.findUnique({ where: { id } })
  if (!link || !isTokenOf(token, link)) throw new AppError('NotFoundError')
  requireVersion(ifMatch, link.version)
  return link
}

type LinkChange = {
  data: Partial<SignupToken>
  type:
    | 'public-signup-token-updated'
    | 'public-signup-token-revoked'
    | 'public-signup-token-restored'
    | 'public-signup-token-rotated'
}

function changedFields(before: SignupToken, data: Partial<SignupToken>): Partial<SignupToken> {
  const old = toJson(before)
  const fields = Object.entries(data).filter(([name]) => toJson(data)[name] !== old[name])
  return Object.fromEntries(fields)
}

/**
 * One change of one link, under a lock on its row, with its event. Where nothing would be another than
 * it is, nothing is written: no event, and the ETag stays.
 */
async function changeLink(
  actor: Caller,
  token: string,
  ifMatch: string | null,
  change: (link: SignupToken) => LinkChange,
  vouches = false,
): Promise<SignupTokenRow> {
  return await getDb().$transaction(async (tx) => {
    if (vouches && actor.userId !== null) await requireCreator(tx, actor.userId)
    const before = await lockLink(tx, token, ifMatch)
    const { type, data: wanted } = change(before)
    const where = { id: before.id }
    const changed = changedFields(before, wanted)
    if (Object.keys(changed).length === 0) {
      return await tx.signupToken.findUniqueOrThrow({ where, include: withCreator })
    }
    const row = await tx.signupToken.update({
      where,
      data: { ...changed, version: { increment: 1 } },
      include: withCreator,
    })
    // A nonce is half of what a token is made of.
    const { nonce: _, ...facts } = changed
    const data = factsOf(before, facts)
    await recordEvent(tx, { type, actor, signupTokenId: row.id, data })
    return row
  })
}

/** Changes a link: only what was sent. Throws `BadDataError` where the result would not hold together. */
export async function updateSignupToken(
  actor: Caller,
  token: string,
  input: UpdateSignupTokenInput,
  ifMatch: string | null,
): Promise<SignupTokenRow> {
  const change = (before: SignupToken): LinkChange => {
    const data = { ...changesOf(input), ...(input.enabled === true && takeOver(before, actor)) }
    const { maxUses } = data
    if (typeof maxUses === 'number' && maxUses < before.useCount) {
      throw badField('maxUses', 'maxUsesBelowUses', { used: before.useCount })
    }
    const after = { ...before, ...data }
    requireTimes(after.startsAt, after.expiresAt)
    const type = input.revoked === false && before.revokedAt ? 'restored' : 'updated'
    return { data, type: `public-signup-token-${type}` }
  }
  return await changeLink(actor, token, ifMatch, change, input.enabled === true)
}

/** Who resumes a link whose creator is gone answers for it from now on (CHECKLIST 54). */
export function takeOver(link: SignupToken, actor: Caller): Partial<SignupToken> {
  if (!link.makerLost) return {}
  const { userId: createdById, apiTokenId: createdByApiTokenId } = actor
  return { createdById, createdByApiTokenId, makerLost: false }
}

function changesOf(input: UpdateSignupTokenInput): Partial<SignupToken> {
  const { name, enabled, maxUses, expiresAt, startsAt, rootRole, revoked } = input
  const roleId = rootRole === undefined ? null : findRoleId(rootRole)
  const wanted = expiresAt === undefined ? null : toInstant(expiresAt)
  if (wanted && wanted <= now()) throw badField('expiresAt', 'expiresInPast')
  return {
    ...(name !== undefined && { name }),
    ...(enabled !== undefined && { enabled }),
    ...(maxUses !== undefined && { maxUses }),
    ...(wanted && { expiresAt: clampEnd(wanted) }),
    ...(startsAt !== undefined && { startsAt: startsAt === null ? null : toInstant(startsAt) }),
    ...(roleId !== null && { roleId }),
    ...(revoked === false && { revokedAt: null }),
  }
}

/** What an event says of a change: of each field, what it was and what it is. */
function factsOf(before: SignupToken, changed: Partial<SignupToken>): Json {
  const [old, wanted] = [toJson(before), toJson(changed)]
  const fields = Object.keys(wanted)
  return Object.fromEntries(
    fields.map((name) => [name, { from: old[name] ?? null, to: wanted[name] ?? null }]),
  )
}

/** Instants as text, so that two of the same are equal. */
function toJson(data: Partial<SignupToken>): Record<string, string | number | boolean | null> {
  return JSON.parse(JSON.stringify(data))
}

/** Withdraws a link for good, or until `revoked: false` is sent; it stays in the list. */
export async function revokeSignupToken(actor: Caller, token: string, ifMatch: string | null) {
  return await changeLink(actor, token, ifMatch, (before) => ({
    data: { revokedAt: before.revokedAt ?? now() },
    type: 'public-signup-token-revoked',
  }))
}

/** Gives a link a new token; the old one is dead at once, all else stays. */
export async function rotateSignupToken(actor: Caller, token: string, ifMatch: string | null) {
  return await changeLink(actor, token, ifMatch, () => ({
    data: { nonce: randomPart() },
    type: 'public-signup-token-rotated',
  }))
}
