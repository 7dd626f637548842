import { AppError } from '@/lib/errors'
import type { FieldErrorCode } from '@/lib/field-errors'
import type {
  ChangeEmailInput,
  ChangePasswordInput,
  DeleteAccountInput,
  ProfileInput,
} from '@/lib/schemas/account'
import { type Person, requireStillValid } from '@/lib/server/auth/auth'
import { hashPassword, verifyPassword } from '@/lib/server/auth/passwords'
import { createSession } from '@/lib/server/auth/sessions'
import { type Change, endWaysIn, lockPeople } from '@/lib/server/auth/ways-in'
import { getDb, type Json } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { countSignIn } from '@/lib/server/limits/login-limit'
import {
  deleteUser,
  getUser,
  keyOfOwn,
  namingTaken,
  requireVisibleName,
} from '@/lib/server/users/users'
import { isVisible } from '@/lib/text'
import { requirePolicy } from './policy'

function badField(field: string, code: FieldErrorCode): AppError {
  return new AppError('BadDataError', { problems: [{ path: `/body/${field}`, code }] })
}

/**
 * The caller's own row with its hash, if the given password matches. Somebody who found a signed-in
 * browser cannot guess faster here than at sign-in.
 */
async function requirePassword({ userId }: Person, password: string) {
  const giveBack = await countSignIn(`user ${userId}`)
  const user = await getDb().user.findUnique({
    where: { id: userId },
    omit: { passwordHash: false },
  })
  const fits = await verifyPassword(password, user?.passwordHash ?? null)
  if (!user || !fits) throw badField('currentPassword', 'currentPasswordWrong')
  await giveBack()
  return user
}

type Own = { name?: string; email?: string; username?: string | null; usernameKey?: string | null }

/** Whether a row holds these values already. */
function holds(row: Record<string, unknown>, data: Own): boolean {
  return Object.entries(data).every(([field, value]) => row[field] === value)
}

/** Updates the caller's own row; a change that changes nothing writes no event and keeps the version. */
async function writeUser(
  caller: Person,
  data: Own,
  facts: Json,
  change: Change | null = null,
): Promise<void> {
  const { userId } = caller
  await getDb().$transaction(async (tx) => {
    await lockPeople(tx, [userId])
    if (holds(await tx.user.findUniqueOrThrow({ where: { id: userId } }), data)) return
    const set = { ...data, version: { increment: 1 } }
    await namingTaken(() => tx.user.update({ where: { id: userId }, data: set }))
    if (change) await endWaysIn(tx, change, { userIds: [userId] })
    await recordEvent(tx, { type: 'user-updated', actor: caller, userId, data: facts })
  })
}

/**
 * Changes the caller's name and username. Throws `NameExistsError` if the username is taken,
 * `BadDataError` if a new one is invisible.
 */
export async function updateProfile(caller: Person, input: ProfileInput): Promise<void> {
  const before = await getUser(caller.userId)
  requireVisibleName(input.name, before.name)
  const username = input.username || null
  const isNew = username !== null && username !== before.username
  if (isNew && !isVisible(username)) throw badField('username', 'usernameInvisible')
  const key = username === null ? null : keyOfOwn(username, before.usernameKey)
  await writeUser(caller, { name: input.name, username, usernameKey: key }, { profile: 'changed' })
}

/** Changes the caller's email address, and ends open reset links. */
export async function changeEmail(caller: Person, input: ChangeEmailInput): Promise<void> {
  await requirePassword(caller, input.currentPassword)
  await writeUser(caller, { email: input.email }, { email: 'changed' }, 'email-changed')
}

/**
 * Changes the password and ends every other way in, API tokens unless `keepTokens` is true (ASVS 6.2.3,
 * 7.4.3). The current session is replaced by a new one. Returns the value of the new cookie.
 */
export async function changePassword(
  caller: Person,
  input: ChangePasswordInput,
  userAgent: string | null,
): Promise<string> {
  const user = await requirePassword(caller, input.currentPassword)
  await requirePolicy(input.password, user)
  const passwordHash = await hashPassword(input.password)
  const { userId } = caller
  const change = input.keepTokens ? 'password-changed-tokens-kept' : 'password-changed'
  return await getDb().$transaction(async (tx) => {
    await lockPeople(tx, [userId])
    await requireStillValid(tx, caller)
    const where = { id: userId, enabled: true, passwordHash: user.passwordHash }
    const { count } = await tx.user.updateMany({ where, data: { passwordHash } })
    if (count === 0) throw badField('currentPassword', 'currentPasswordWrong')
    await endWaysIn(tx, change, { userIds: [userId] })
    await recordEvent(tx, { type: 'user-password-changed', actor: caller, userId })
    return await createSession(tx, userId, userAgent)
  })
}

/** Ends all of the caller's sessions except the current one. */
export async function endOtherSessions(caller: Person): Promise<void> {
  const { userId } = caller
  await getDb().$transaction(async (tx) => {
    const { sessionId } = caller
    const ended = await endWaysIn(tx, 'other-sessions-ended', { userIds: [userId], sessionId })
    if (ended === 0) return
    await recordEvent(tx, { type: 'user-sessions-ended', actor: caller, userId })
  })
}

/** Deletes the caller's account. Throws `LastAdminError` for the last administrator. */
export async function deleteAccount(caller: Person, input: DeleteAccountInput): Promise<void> {
  await requirePassword(caller, input.currentPassword)
  await deleteUser(caller, caller.userId, null)
}
