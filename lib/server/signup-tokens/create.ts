import { AppError } from '@/lib/errors'
import { findRoleId, VIEWER_ROLE } from '@/lib/roles'
import { toInstant } from '@/lib/schemas/fields'
import type { CreateSignupTokenInput } from '@/lib/schemas/signup-token'
import type { Caller } from '@/lib/server/auth/auth'
import { type Db, getDb } from '@/lib/server/db/db'
import { takenColumns } from '@/lib/server/db/errors'
import { keepKey, once, type Repeatable } from '@/lib/server/http/idempotency'
import { now } from '@/lib/server/runtime/clock'
import { withShow } from '@/lib/signup-token-show'
import {
  badField,
  clampEnd,
  insertSignupToken,
  requireTimes,
  type SignupTokenRow,
  withCreator,
} from './signup-tokens'

const CREATED = 201

type Created = { status: number; row: SignupTokenRow }

/**
 * Creates a link. The end is clamped to INVITE_MAX_LIFETIME_DAYS ahead.
 * @param key the Idempotency-Key: repeating the request with it, by the same caller, creates no second link
 */
export async function createSignupToken(
  actor: Caller,
  input: CreateSignupTokenInput,
  key: string | null = null,
): Promise<Created> {
  const { name, expiresAt, maxUses, startsAt, rootRole, show, key: linkKey } = input
  const content = [name, expiresAt, maxUses ?? null, startsAt ?? null, rootRole ?? null]
  // Only where it is set: a request that was sent to an earlier version keeps its fingerprint.
  if (show?.title || linkKey !== undefined) content.push(show?.title ?? null)
  if (linkKey !== undefined) content.push(linkKey)
  const request = key === null ? null : { scope: `link ${creatorOf(actor)}`, key, content }
  return await once(
    request,
    () => createLink(actor, input, request),
    async ({ status, signupTokenId }) => {
      const where = { id: signupTokenId ?? '' }
      const row = await getDb().signupToken.findUniqueOrThrow({ where, include: withCreator })
      return { status, row }
    },
  )
}

function creatorOf({ userId, apiTokenId }: Caller): string {
  return userId === null ? `api-token ${apiTokenId}` : `user ${userId}`
}

async function createLink(
  actor: Caller,
  input: CreateSignupTokenInput,
  request: Repeatable | null,
): Promise<Created> {
  const wanted = toInstant(input.expiresAt)
  if (wanted <= now()) throw badField('expiresAt', 'expiresInPast')
  const expiresAt = clampEnd(wanted)
  const startsAt = input.startsAt ? toInstant(input.startsAt) : null
  requireTimes(startsAt, expiresAt)
  const roleId =
    input.rootRole === undefined ? VIEWER_ROLE : (findRoleId(input.rootRole) ?? VIEWER_ROLE)
  const { name, maxUses = null, key } = input
  const show = withShow({}, input.show ?? {})
  const link = {
    name,
    expiresAt,
    startsAt,
    maxUses,
    roleId,
    ...(show.title && { show }),
    ...(key && { key }),
  }
  const insert = async (tx: Db) => {
    const keep = await keepKey(tx, request, CREATED)
    const row = await insertSignupToken(tx, actor, link)
    await keep({ signupTokenId: row.id })
    return { status: CREATED, row }
  }
  return await namingTakenKey(() => getDb().$transaction(insert))
}

/** Runs a write; a key that another link has becomes `NameExistsError`. The database decides, also between two at once. */
async function namingTakenKey<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!takenColumns(error)?.includes('key')) throw error
    throw new AppError('NameExistsError', { problems: [{ path: '/body/key', code: 'keyTaken' }] })
  }
}
