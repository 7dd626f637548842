import type { AdminUserResponse, UserResponse } from '@/lib/schemas/responses'
import { type PersonField, personOf } from '@/lib/schemas/signup'
import { countSessions } from '@/lib/server/auth/sessions'
import { type Db, getDb } from '@/lib/server/db/db'
import { sha256 } from '@/lib/server/runtime/keys'
import { getUser, type UserRow } from './users'

function gravatar(email: string): string {
  return `https://gravatar.com/avatar/${sha256(email)}?s=42&d=retro&r=g`
}

/** The fields of a new person that a sign-up returns. */
export type NewMember = Pick<
  UserRow,
  PersonField | 'id' | 'loginAttempts' | 'seenAt' | 'createdAt' | 'roleId'
>

type Counts = { activeSessions: number; deletedSessions: number }

/** What a person gave at sign-up; what they left out is left out here. */
function given(user: NewMember): Pick<UserResponse, PersonField> {
  const { name, email, ...others } = personOf(user)
  const there = Object.entries(others).filter(([, value]) => value !== null)
  return { name, ...Object.fromEntries(there), email }
}

/** A person as the API shows them: the published `userSchema` (WIRE §3). */
function serialize(user: NewMember, counts: Counts): UserResponse {
  return {
    id: user.id,
    ...given(user),
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

/** A person who has just joined, with the session that this opened, or none. */
export function toMemberResponse(user: NewMember, activeSessions: number): UserResponse {
  return serialize(user, { activeSessions, deletedSessions: 0 })
}

/** One person as the API shows them. */
export async function toUserResponse(
  db: Db,
  user: UserRow,
  deletedSessions = 0,
): Promise<UserResponse> {
  const sessions = await countSessions(db, [user.id])
  return serialize(user, { activeSessions: sessions.get(user.id) ?? 0, deletedSessions })
}

/** The current user. */
export async function currentUser(id: number): Promise<UserResponse> {
  return await toUserResponse(getDb(), await getUser(id))
}

/** People as administrators see them: also whether the account is enabled. */
export async function toAdminUserResponses(users: UserRow[]): Promise<AdminUserResponse[]> {
  const ids = users.map(({ id }) => id)
  const sessions = await countSessions(getDb(), ids)
  return users.map((user) => {
    const activeSessions = sessions.get(user.id) ?? 0
    return { ...serialize(user, { activeSessions, deletedSessions: 0 }), enabled: user.enabled }
  })
}
