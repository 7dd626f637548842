import { AppError } from '@/lib/errors'
import { normaliseEmail } from '@/lib/schemas/fields'
import type { LoginInput } from '@/lib/schemas/login'
import type { UserResponse } from '@/lib/schemas/responses'
import type { Caller } from '@/lib/server/auth/auth'
import { hashPassword, isHashOutdated, verifyPassword } from '@/lib/server/auth/passwords'
import {
  type Browser,
  createSession,
  deleteDeadSessions,
  findSession,
} from '@/lib/server/auth/sessions'
import { endWaysIn } from '@/lib/server/auth/ways-in'
import { getDb } from '@/lib/server/db/db'
import { recordEvent } from '@/lib/server/events/events'
import { countRightSignIn, countSignIn } from '@/lib/server/limits/login-limit'
import { now } from '@/lib/server/runtime/clock'
import { toUserResponse } from '@/lib/server/users/responses'
import { formerUsernameKey, usernameKey } from '@/lib/server/users/users'

/** The unique key for what was typed at sign-in, the same for all look-alike spellings. */
function nameOf(username: string): { email: string } | { usernameKey: string } {
  return username.includes('@')
    ? { email: normaliseEmail(username) }
    : { usernameKey: usernameKey(username.trim()) }
}

async function findAccount(username: string) {
  const isStorable = username.isWellFormed() && !username.includes('\u0000')
  if (!isStorable) return null
  const name = nameOf(username)
  const omit = { passwordHash: false } as const
  if ('email' in name) return await getDb().user.findUnique({ where: name, omit })
  // Each of the older look-alikes signs in with their own.
  const former = formerUsernameKey(username.trim())
  const keys = [former, name.usernameKey]
  const found = await getDb().user.findMany({ where: { usernameKey: { in: keys } }, omit })
  return found.find((user) => user.usernameKey === former) ?? found[0] ?? null
}

type SignedIn = { user: UserResponse; session: string; roleId: number }

/**
 * Signs a person in by email or username. For an unknown person, a wrong password and a disabled account,
 * response and work are the same: `PasswordMismatch`. After too many attempts `RateLimitError`, whether
 * or not the account exists. The session that the browser sent ends, whoever owns it (ASVS 7.2.4).
 */
export async function signIn(input: LoginInput, browser: Browser): Promise<SignedIn> {
  const giveBack = await countSignIn(JSON.stringify(nameOf(input.username)))
  // The second attempt is for an account that changed meanwhile, for example by a rehash at another sign-in.
  const signedIn = (await trySignIn(input, browser)) ?? (await trySignIn(input, browser))
  if (!signedIn) throw new AppError('PasswordMismatch')
  await giveBack()
  return signedIn
}

async function trySignIn(
  { username, password }: LoginInput,
  { userAgent, cookie }: Browser,
): Promise<SignedIn | null> {
  const account = await findAccount(username)
  const matches = await verifyPassword(password, account?.passwordHash ?? null)
  if (!account || !matches || !account.enabled) {
    await countFailure(account?.id)
    throw new AppError('PasswordMismatch')
  }
  const { id, passwordHash: stored } = account
  await countRightSignIn(id)
  const passwordHash = isHashOutdated(stored) ? await hashPassword(password) : stored
  const brought = await findSession(cookie)
  return await getDb().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, enabled: true, passwordHash: stored },
      data: { passwordHash, loginAttempts: 0, seenAt: now() },
    })
    if (count === 0) return null
    if (brought) await endWaysIn(tx, 'signed-in-again', { userIds: [], sessionId: brought.id })
    const deleted = await deleteDeadSessions(tx, id)
    const session = await createSession(tx, id, userAgent)
    const actor = { userId: id, name: account.email }
    await recordEvent(tx, { type: 'user-signed-in', actor, userId: id })
    const user = await tx.user.findUniqueOrThrow({ where: { id } })
    return { user: await toUserResponse(tx, user, deleted), session, roleId: user.roleId }
  })
}

async function countFailure(id: number | undefined): Promise<void> {
  if (id === undefined) return
  await getDb().user.updateMany({ where: { id }, data: { loginAttempts: { increment: 1 } } })
}

/** Ends the caller's session, if it is one. */
export async function signOut(caller: Caller): Promise<void> {
  const { sessionId, userId } = caller
  if (sessionId === null || userId === null) return
  await getDb().$transaction(async (tx) => {
    const ended = await endWaysIn(tx, 'signed-out', { userIds: [userId], sessionId })
    if (ended === 0) return
    await recordEvent(tx, { type: 'user-signed-out', actor: caller, userId })
  })
}
