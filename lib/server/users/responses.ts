import type { AdminUserAnswer, UserAnswer } from '@/lib/schemas/responses'
import { countSessions } from '@/lib/server/auth/sessions'
import { type Db, getDb } from '@/lib/server/db/db'
import { sha256 } from '@/lib/server/runtime/keys'
import type { Newcomer } from '@/lib/server/signup/join'
import { getUser, type UserRow } from './users'

function gravatar(email: string): string {
  return `https://gravatar.com/avatar/${sha256(email)}?s=42&d=retro&r=g`
}

type Counts = { activeSessions: number; deletedSessions: number }

/** A person as the API shows them: the published `userSchema` (WIRE §3). */
function toUserWire(user: Newcomer, counts: Counts): UserAnswer {
  return {
    id: user.id,
    name: user.name,
    ...(user.username !== null && { username: user.username }),
    email: user.email,
    imageUrl: gravatar(user.email),
    loginAttempts: user.loginAttempts,
    emailSent: false,
    rootRole: user.roleId,
    seenAt: user.seenAt?.toISOString() ?? null,
    createdAt: user.createdAt.toISOString(),
    accountType: 'User',
    permissions: [],
    scimId: null,
    seatType: null,
    companyRole: null,
    productUpdatesEmailConsent: null,
    ...counts,
  }
}

/** Who has come just now, with the one session that this opened. */
export function newcomerWire(user: Newcomer): UserAnswer {
  return toUserWire(user, { activeSessions: 1, deletedSessions: 0 })
}

/** One person as the API shows them. */
export async function userWire(db: Db, user: UserRow, deletedSessions = 0): Promise<UserAnswer> {
  const sessions = await countSessions(db, [user.id])
  return toUserWire(user, { activeSessions: sessions.get(user.id) ?? 0, deletedSessions })
}

/** The person who is asking. */
export async function currentUser(id: number): Promise<UserAnswer> {
  return await userWire(getDb(), await getUser(id))
}

/** People as administrators see them: also whether the account is enabled. */
export async function adminUserWires(users: UserRow[]): Promise<AdminUserAnswer[]> {
  const ids = users.map(({ id }) => id)
  const sessions = await countSessions(getDb(), ids)
  return users.map((user) => {
    const activeSessions = sessions.get(user.id) ?? 0
    return { ...toUserWire(user, { activeSessions, deletedSessions: 0 }), enabled: user.enabled }
  })
}
