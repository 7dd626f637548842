import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { PasswordResetInput } from '@/lib/schemas/account'
import type { OpenResetResponse, PasswordResetResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { hashPassword } from '@/lib/server/auth/passwords'
import { type Browser, createSession, findSession } from '@/lib/server/auth/sessions'
import { endWaysIn, lockPeople, lockResets } from '@/lib/server/auth/ways-in'
import { type Db, getDb } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { wrongToken } from '@/lib/server/limits/wrong-tokens'
import { DAY, now } from '@/lib/server/runtime/clock'
import { getEnv } from '@/lib/server/runtime/env'
import { sameSecret, sha256 } from '@/lib/server/runtime/keys'
import { lockAdmins, requirePowerOver } from '@/lib/server/users/admins'
import { requirePolicy } from './policy'

/** The lifetime of a reset link, in milliseconds. */
const LIFETIME = DAY

// 16 and 24 random bytes in base64url: the public id of the row, and the secret.
const syntax = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})$/

/** Locks and returns a person; all code that changes resets takes this lock first. */
async function lockUser(tx: Db, id: number) {
  await lockPeople(tx, [id])
  return await tx.user.findUnique({ where: { id } })
}

/**
 * Creates a password reset link for a person, valid once and for a day. It ends when its creator is no
 * longer an administrator; older links of the person end now. Throws `NotFoundError`, and
 * `PermissionError` if the caller has just lost the right or may not do this to an administrator.
 */
export async function createPasswordReset(
  actor: Caller,
  userId: number,
): Promise<PasswordResetResponse> {
  const id = randomBytes(16).toString('base64url')
  const secret = randomBytes(24).toString('base64url')
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + LIFETIME)
  await getDb().$transaction(async (tx) => {
    // Removing the right takes the same lock, so no link is created at the same time.
    await lockAdmins(tx, actor)
    await lockPeople(tx, [userId])
    const user = await tx.user.findUnique({ where: { id: userId } })
    if (!user) throw new AppError('NotFoundError')
    requirePowerOver(actor, user)
    await tx.passwordReset.updateMany({
      where: { userId, usedAt: null, expiresAt: { gt: createdAt } },
      data: { expiresAt: createdAt },
    })
    const creator = { createdById: actor.userId, createdByApiTokenId: actor.apiTokenId }
    await tx.passwordReset.create({
      data: { id, userId, secretHash: sha256(secret), createdAt, expiresAt, ...creator },
    })
    await recordEvent(tx, { type: 'password-reset-created', actor, userId })
  })
  const url = `${getEnv().publicUrl}/reset/${id}.${secret}`
  return { url, expiresAt: expiresAt.toISOString() }
}

/** The HTTP status of the page that a reset link shows in each state. */
export const resetStatus = { open: 200, used: 410, expired: 410, unknown: 404 } as const

type ResetState = keyof typeof resetStatus

/** The reset of a link with its person, or null if no link has this token. Writes nothing. */
async function findReset(token: string) {
  const [, id, secret] = syntax.exec(token) ?? []
  if (!id || !secret) return null
  const reset = await getDb().passwordReset.findUnique({
    where: { id },
    omit: { secretHash: false },
    include: { user: true },
  })
  return reset && sameSecret(sha256(secret), reset.secretHash) ? reset : null
}

type Reset = NonNullable<Awaited<ReturnType<typeof findReset>>>

function stateOf(reset: Reset | null): ResetState {
  // The link of a disabled account looks like one that never existed.
  if (!reset?.user.enabled) return 'unknown'
  if (reset.usedAt) return 'used'
  return reset.expiresAt > now() ? 'open' : 'expired'
}

/** The state for the page of a reset link. Writes nothing. */
export async function findPasswordReset(token: string) {
  const reset = await findReset(token)
  const state = stateOf(reset)
  return { state, email: state === 'open' ? (reset?.user.email ?? null) : null }
}

/**
 * Sets a new password through a reset link. One guarded statement uses the link up: of any number of
 * simultaneous attempts, one succeeds. Ends every other way in and the session that the browser sent, and
 * opens a session.
 * Throws `NotFoundError` if the link cannot be used, `BadDataError` if the password cannot.
 */
export async function resetPassword(
  token: string,
  { password }: PasswordResetInput,
  { userAgent, cookie }: Browser,
): Promise<string> {
  const reset = await findReset(token)
  if (!reset) throw await wrongToken('NotFoundError')
  if (stateOf(reset) !== 'open') throw new AppError('NotFoundError')
  await requirePolicy(password, reset.user)
  const passwordHash = await hashPassword(password)
  const { id, userId } = reset
  const brought = await findSession(cookie)
  return await getDb().$transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    await lockResets(tx, [userId])
    const at = now()
    const { count } = await tx.passwordReset.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    })
    if (!user?.enabled || count === 0) throw new AppError('NotFoundError')
    const data = { passwordHash, loginAttempts: 0, seenAt: at }
    await tx.user.update({ where: { id: userId }, data })
    await endWaysIn(tx, 'password-reset', { userIds: [userId] })
    if (brought) await endWaysIn(tx, 'signed-in-again', { userIds: [], sessionId: brought.id })
    const actor = { userId, name: user.email }
    await recordEvent(tx, { type: 'user-password-reset', actor, userId })
    return await createSession(tx, userId, userAgent)
  })
}

/** The usable reset links of a person, without their secrets. */
export async function listPasswordResets(userId: number): Promise<OpenResetResponse[]> {
  const rows = await getDb().passwordReset.findMany({
    where: { userId, usedAt: null, expiresAt: { gt: now() } },
    orderBy: { createdAt: 'desc' },
    include: { createdBy: true, createdByApiToken: true },
  })
  return rows.map(({ id, createdAt, expiresAt, createdBy, createdByApiToken }) => ({
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    createdBy: createdBy?.email ?? createdByApiToken?.name ?? null,
  }))
}

/** Ends one open reset link of a person. Throws `NotFoundError` if there is none. */
export async function revokePasswordReset(
  actor: Caller,
  userId: number,
  id: string,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await lockAdmins(tx, actor)
    const at = now()
    const { count } = await tx.passwordReset.updateMany({
      where: { id, userId, usedAt: null, expiresAt: { gt: at } },
      data: { expiresAt: at },
    })
    if (count === 0) throw new AppError('NotFoundError')
    await recordEvent(tx, { type: 'password-reset-revoked', actor, userId })
  })
}
