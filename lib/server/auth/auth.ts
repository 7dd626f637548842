import { AppError } from '@/lib/errors'
import { type Permission, permissionsOf } from '@/lib/roles'
import type { Db } from '@/lib/server/db/db'
import { wrongApiToken } from '@/lib/server/limits/wrong-api-tokens'
import { findApiToken } from './api-tokens'
import { findSession } from './sessions'

/** The caller: a person in a browser, a personal API token, or an admin API token. */
export type Caller = {
  via: 'session' | 'personal-token' | 'api-token'
  /** The person, or null for an administrator's API token. */
  userId: number | null
  apiTokenId: number | null
  sessionId: string | null
  /** The personal API token of the request, or null. */
  personalTokenId: number | null
  /** Email, or the API token's name. */
  name: string
  permissions: Permission[]
}

export type Person = Caller & { userId: number }

type User = { id: number; email: string; roleId: number }

function personCaller(
  user: User,
  credential: Pick<Caller, 'via' | 'sessionId' | 'personalTokenId'>,
): Person {
  return {
    ...credential,
    userId: user.id,
    apiTokenId: null,
    name: user.email,
    permissions: permissionsOf(user.roleId),
  }
}

/** The secret of an `Authorization` header, with or without `Bearer`, with any case and white space. */
function readAuthorization(headers: Headers): string | null {
  const given = headers.get('authorization')?.trim() ?? ''
  return given.replace(/^bearer(\s+|$)/i, '').trim() || null
}

/**
 * The caller of a request, or null if it has no credential. Order: admin API token, session, personal
 * token. A wrong token with a valid session is ignored and not counted, because a proxy may add its own
 * credentials to every request of a browser. Alone it is an `UnauthorizedError`, and after too many a
 * `RateLimitError`.
 */
async function findCaller(headers: Headers): Promise<Caller | null> {
  const secret = readAuthorization(headers)
  const token = secret ? await findApiToken(secret) : null
  if (token && token.userId === null) {
    const { id: apiTokenId, name } = token
    const permissions: Permission[] = ['ADMIN']
    const noPerson = { userId: null, sessionId: null, personalTokenId: null }
    return { via: 'api-token', ...noPerson, apiTokenId, name, permissions }
  }
  const session = await findSession(headers.get('cookie'))
  if (session) {
    const credential = { via: 'session', sessionId: session.id, personalTokenId: null } as const
    return personCaller(session.user, credential)
  }
  if (token?.user) {
    const credential = {
      via: 'personal-token',
      sessionId: null,
      personalTokenId: token.id,
    } as const
    return personCaller(token.user, credential)
  }
  if (secret) throw await wrongApiToken()
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

/** A caller who is a person: an admin API token has no account. */
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

/** A person in a browser: a personal token may not create tokens or change how its owner signs in. */
export async function requireSession(headers: Headers): Promise<Person> {
  const caller = await requirePerson(headers)
  if (caller.via !== 'session') throw new AppError('PermissionError')
  return caller
}

/**
 * Checks again whether the caller's credential is still valid, in a transaction that has locked the
 * caller's row or, for an admin API token, the `admins` lock: ending a credential takes the same lock.
 * Throws `AuthenticationRequired` or `UnauthorizedError`.
 */
export async function requireStillValid(tx: Db, caller: Caller): Promise<void> {
  const { userId, apiTokenId, sessionId, personalTokenId } = caller
  if (userId === null) {
    const where = { id: apiTokenId ?? 0, endedAt: null, revokedAt: null }
    if ((await tx.apiToken.count({ where })) === 0) throw new AppError('UnauthorizedError')
    return
  }
  const [row] = await tx.$queryRaw<{ enabled: boolean; roleId: number }[]>`
    SELECT u."enabled", u."roleId" FROM "User" AS u WHERE u."id" = ${userId} AND (
      EXISTS (SELECT FROM "Session" WHERE "id" = ${sessionId} AND "userId" = u."id")
      OR EXISTS (SELECT FROM "ApiToken" WHERE "id" = ${personalTokenId} AND "userId" = u."id")
    )`
  if (!row?.enabled) throw authenticationRequired()
  const permissions = permissionsOf(row.roleId)
  if (!caller.permissions.every((one) => permissions.includes(one))) {
    throw new AppError('PermissionError')
  }
}
