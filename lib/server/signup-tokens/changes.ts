import { AppError } from '@/lib/errors'
import { requireVersion } from '@/lib/etag'
import { findRoleId } from '@/lib/roles'
import { toInstant } from '@/lib/schemas/fields'
import type { UpdateSignupTokenInput } from '@/lib/schemas/signup-token'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb, type SignupToken } from '@/lib/server/db/db'
import { now } from '@/lib/server/runtime/clock'
import { showOf, withShow } from '@/lib/signup-token-show'
import { requireCreator, takeOver } from './creators'
import { badField, clampEnd, requireTimes, type SignupTokenRow, withCreator } from './signup-tokens'
import { isTokenOf, randomPart, tokenId } from './token'
import { type LinkChange, type LinkData, planChange, revoking, writeChanges } from './write-changes'

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

/**
 * Changes one link, with its row locked, and writes the event. If nothing would change, nothing is
 * written, and the ETag stays.
 * @param asCreator whether the caller has to be allowed to create links
 */
async function changeLink(
  actor: Caller,
  token: string,
  ifMatch: string | null,
  change: (link: SignupToken) => LinkChange,
  asCreator = false,
): Promise<SignupTokenRow> {
  return await getDb().$transaction(async (tx) => {
    if (asCreator && actor.userId !== null) await requireCreator(tx, actor.userId)
    const link = await lockLink(tx, token, ifMatch)
    const planned = planChange(link, change(link))
    if (planned) await writeChanges(tx, actor, [planned])
    return await tx.signupToken.findUniqueOrThrow({
      where: { id: link.id },
      include: withCreator,
    })
  })
}

/** Updates the given fields of a link. Throws `BadDataError` if the result would be inconsistent. */
export async function updateSignupToken(
  actor: Caller,
  token: string,
  input: UpdateSignupTokenInput,
  ifMatch: string | null,
): Promise<SignupTokenRow> {
  const change = (before: SignupToken): LinkChange => {
    const show = input.show && { show: withShow(showOf(before), input.show) }
    const data = {
      ...changesOf(input),
      ...show,
      ...(input.enabled === true && takeOver(before, actor)),
    }
    const { maxUses } = data
    if (typeof maxUses === 'number' && maxUses < before.useCount) {
      throw badField('maxUses', 'maxUsesBelowUses', { used: before.useCount })
    }
    const after = { ...before, ...data }
    requireTimes(after.startsAt, after.expiresAt)
    const type = input.revoked === false && before.revokedAt ? 'restored' : 'updated'
    return { data, type }
  }
  return await changeLink(actor, token, ifMatch, change, input.enabled === true)
}

function changesOf(input: UpdateSignupTokenInput): LinkData {
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

/** Revokes a link, until `revoked: false` is sent; it stays in the list. */
export async function revokeSignupToken(actor: Caller, token: string, ifMatch: string | null) {
  return await changeLink(actor, token, ifMatch, revoking)
}

/** Gives a link a new token; the old one stops working at once, everything else stays. */
export async function rotateSignupToken(actor: Caller, token: string, ifMatch: string | null) {
  const change: LinkChange = { data: { nonce: randomPart() }, type: 'rotated' }
  return await changeLink(actor, token, ifMatch, () => change)
}
