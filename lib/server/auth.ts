import { AppError } from '@/lib/errors'
import { type Permission, permissionsOf } from '@/lib/roles'
import { findApiToken } from '@/lib/server/api-tokens'
import { findSession } from '@/lib/server/sessions'

/** Who is asking: a person in a browser, a person's program, or an administrator's program. */
export type Caller = {
  via: 'session' | 'personal-token' | 'api-token'
  /** The person, or null for an administrator's API token. */
  userId: number | null
  apiTokenId: number | null
  sessionId: string | null
  /** Email, or the API token's name. */
  name: string
  permissions: Permission[]
}

export type Person = Caller & { userId: number }

type User = { id: number; email: string; roleId: number }

function personCaller(
  user: User,
  via: 'session' | 'personal-token',
  sessionId: string | null,
): Person {
  return {
    via,
    userId: user.id,
    apiTokenId: null,
    sessionId,
    name: user.email,
    permissions: permissionsOf(user.roleId),
  }
}

/** The secret of an `Authorization` header, with or without `Bearer`, in any case and white space. */
function readAuthorization(headers: Headers): string | null {
  const given = headers.get('authorization')?.trim() ?? ''
  return given.replace(/^bearer(\s+|$)/i, '').trim() || null
}

/**
 * The caller of a request, or null where it brings no credential at all.
 * Order: administrator's API token, session, personal token. A bad token beside a good session is
 * ignored; alone it is an `UnauthorizedError`.
 */
async function findCaller(headers: Headers): Promise<Caller | null> {
  const secret = readAuthorization(headers)
  const token = secret ? await findApiToken(secret) : null
  if (token && token.userId === null) {
    const { id: apiTokenId, name } = token
    const permissions: Permission[] = ['ADMIN']
    return { via: 'api-token', userId: null, apiTokenId, sessionId: null, name, permissions }
  }
  const session = await findSession(headers.get('cookie'))
  if (session) return personCaller(session.user, 'session', session.id)
  if (token?.user) return personCaller(token.user, 'personal-token', null)
  if (secret) throw new AppError('UnauthorizedError')
  return null
}

function authenticationRequired(): AppError {
  return new AppError('AuthenticationRequired', {
    extra: { path: '/auth/simple/login', type: 'password' },
  })
}

/** The caller, or `AuthenticationRequired`. */
export async function requireCaller(headers: Headers): Promise<Caller> {
  const caller = await findCaller(headers)
  if (!caller) throw authenticationRequired()
  return caller
}

/** A caller who is a person: an administrator's API token has no account to speak of. */
export async function requirePerson(headers: Headers): Promise<Person> {
  const caller = await requireCaller(headers)
  if (caller.userId === null) throw authenticationRequired()
  return { ...caller, userId: caller.userId }
}

/** A caller with a permission, or `PermissionError`. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.permissions.includes(permission)) return
  throw new AppError('PermissionError', { extra: { permissions: [permission] } })
}

/** A person in a browser: a personal token may not make tokens or change how one signs in. */
export async function requireSession(headers: Headers): Promise<Person> {
  const caller = await requirePerson(headers)
  if (caller.via !== 'session') throw new AppError('PermissionError')
  return caller
}
