import { randomBytes } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { PasswordResetInput } from '@/lib/schemas/account'
import type { PasswordResetAnswer } from '@/lib/schemas/answers'
import type { Caller } from '@/lib/server/auth'
import { DAY, now } from '@/lib/server/clock'
import { type Db, getDb } from '@/lib/server/db'
import { getEnv } from '@/lib/server/env'
import { recordEvent } from '@/lib/server/events'
import { sameSecret, sha256 } from '@/lib/server/keys'
import { hashPassword, policyProblems, policyValues } from '@/lib/server/passwords'
import { wrongToken } from '@/lib/server/rate-limit'
import { createSession, deleteSessionsOf } from '@/lib/server/sessions'
import { getSettings } from '@/lib/server/settings'

/** A reset link's life, in milliseconds. */
const LIFETIME = DAY

// 16 and 24 random bytes in base64url: the public half, by which the row is found, and the secret.
const syntax = /^([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{32})$/

/** Locks a person's row, the first lock of everything that has to do with resets. */
async function lockUser(tx: Db, id: number) {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${id} FOR UPDATE`
  return await tx.user.findUnique({ where: { id } })
}

/** Makes a link by which a person sets a new password, once, within a day. Older ones die with it. */
export async function createPasswordReset(
  actor: Caller,
  userId: number,
): Promise<PasswordResetAnswer> {
  const id = randomBytes(16).toString('base64url')
  const secret = randomBytes(24).toString('base64url')
  const createdAt = now()
  const expiresAt = new Date(createdAt.getTime() + LIFETIME)
  await getDb().$transaction(async (tx) => {
    if (!(await lockUser(tx, userId))) throw new AppError('NotFoundError')
    await tx.passwordReset.updateMany({
      where: { userId, usedAt: null, expiresAt: { gt: createdAt } },
      data: { expiresAt: createdAt },
    })
    await tx.passwordReset.create({
      data: { id, userId, secretHash: sha256(secret), createdAt, expiresAt },
    })
    await recordEvent(tx, { type: 'password-reset-created', actor, userId })
  })
  const url = `${getEnv().publicUrl}/reset/${id}.${secret}`
  return { url, expiresAt: expiresAt.toISOString() }
}

/** The HTTP status of the page that a reset link shows in each state. */
export const resetStatus = { open: 200, used: 410, expired: 410, unknown: 404 } as const

type ResetState = keyof typeof resetStatus

/** The reset of a link with its person, or null where no link has this token. Writes nothing. */
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
  // The link of a disabled account says no more than one that never was.
  if (!reset?.user.enabled) return 'unknown'
  if (reset.usedAt) return 'used'
  return reset.expiresAt > now() ? 'open' : 'expired'
}

/** What a reset link's page is about. Writes nothing. */
export async function findPasswordReset(token: string) {
  const reset = await findReset(token)
  const state = stateOf(reset)
  return { state, email: state === 'open' ? (reset?.user.email ?? null) : null }
}

function requirePolicy(password: string, { user }: Reset): void {
  const personal = [user.email, user.name, user.username ?? undefined]
  const codes = policyProblems(password, personal)
  const problems = codes.map((code) => ({ path: '/body/password', code, values: policyValues() }))
  if (problems.length > 0) throw new AppError('BadDataError', { problems })
}

/**
 * Sets a new password by a reset link. The link is used up by one statement that is its own guard: of
 * any number of people who hold it, one gets through. Ends every session and opens one.
 * Throws `NotFoundError` where the link cannot be used, `BadDataError` where the password cannot.
 */
export async function resetPassword(
  token: string,
  { password }: PasswordResetInput,
  userAgent: string | null,
): Promise<string> {
  const reset = await findReset(token)
  if (!reset) throw await wrongToken('NotFoundError')
  if (stateOf(reset) !== 'open') throw new AppError('NotFoundError')
  // The policy knows the instance's name as last read.
  await getSettings()
  requirePolicy(password, reset)
  const passwordHash = await hashPassword(password)
  const { id, userId } = reset
  return await getDb().$transaction(async (tx) => {
    const user = await lockUser(tx, userId)
    const at = now()
    const { count } = await tx.passwordReset.updateMany({
      where: { id, usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    })
    if (!user?.enabled || count === 0) throw new AppError('NotFoundError')
    const data = { passwordHash, loginAttempts: 0, seenAt: at }
    await tx.user.update({ where: { id: userId }, data })
    await deleteSessionsOf(tx, userId)
    const actor = { userId, name: user.email }
    await recordEvent(tx, { type: 'user-password-reset', actor, userId })
    return await createSession(tx, userId, userAgent)
  })
}
