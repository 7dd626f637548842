import type { AdminUserAnswer, UserAnswer } from '@/lib/schemas/answers'
import { type Db, getDb } from '@/lib/server/db'
import { sha256 } from '@/lib/server/keys'
import { countSessions } from '@/lib/server/sessions'
import { getUser, type UserRow } from '@/lib/server/users'

function gravatar(email: string): string {
  return `https://gravatar.com/avatar/${sha256(email)}?s=42&d=retro&r=g`
}

/** People as the API shows them: the published `userSchema` (WIRE §3). */
async function toUserWire(db: Db, users: UserRow[], deletedSessions = 0): Promise<UserAnswer[]> {
  const sessions = await countSessions(
    db,
    users.map((user) => user.id),
  )
  return users.map((user) => ({
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
    activeSessions: sessions.get(user.id) ?? 0,
    deletedSessions,
  }))
}

/** One person as the API shows them. */
export async function userWire(db: Db, user: UserRow, deletedSessions = 0): Promise<UserAnswer> {
  const [wire] = await toUserWire(db, [user], deletedSessions)
  if (!wire) throw new Error('One person in, one person out.')
  return wire
}

/** The person who is asking. */
export async function currentUser(id: number): Promise<UserAnswer> {
  return await userWire(getDb(), await getUser(id))
}

/** People as administrators see them: also whether the account is enabled. */
export async function adminUserWires(users: UserRow[]): Promise<AdminUserAnswer[]> {
  const wires = await toUserWire(getDb(), users)
  const enabled = new Map(users.map((user) => [user.id, user.enabled]))
  return wires.map((wire) => ({ ...wire, enabled: enabled.get(wire.id) === true }))
}
