import { type ErrorName, errorTable } from '@/lib/errors'
import type { Access, Operation } from './operation'

/** When each error comes; its sentence for callers is in `errorTable`. */
export const errorNotes: Record<ErrorName, string> = {
  BadDataError:
    'The body, a parameter of the query or the address is not valid; `details` names every violation.',
  InviteInvalidError: 'The token is unknown, malformed or was replaced.',
  InviteExpiredError: 'The invite link has ended.',
  InvitePausedError: 'The invite link is paused.',
  InviteFullError: 'All places on the invite link are taken.',
  InviteScheduledError: 'The invite link is not open yet.',
  InviteRevokedError: 'The invite link was revoked.',
  AuthenticationRequired: 'The request has no credential.',
  UnauthorizedError: 'The API token is unknown, has ended or was revoked.',
  PasswordMismatch: 'The email address, username or password is wrong.',
  PermissionError: 'The caller may not do this.',
  CrossSiteError: 'A browser sent the request from a page of another site.',
  NotFoundError: 'There is nothing at this path.',
  MethodNotAllowedError: 'The path does not support the method; `Allow` names those that it does.',
  NameExistsError:
    'An email address, a username, the key of a link or the description of your API token is already taken; `details` says which.',
  LastAdminError: 'Nobody would be left who is an enabled administrator.',
  RequestAnsweredError: 'The invite request is answered, and somebody may have joined since.',
  KeyReusedError: 'The Idempotency-Key was already sent with a different request.',
  StaleError: '`If-Match` names another version than the current one.',
  PayloadTooLargeError: 'The body is larger than the limit: 102,400 bytes unless stated otherwise.',
  ContentTypeError: 'The body has a content type or encoding that the operation does not take.',
  RateLimitError: 'Too many requests; `Retry-After` says how long to wait.',
  UnknownError: 'Something unexpected went wrong. The log has the details under the same id.',
  UnavailableError:
    'The database is unavailable or slow, or too many passwords are being checked. Send the same request again.',
}

export type OperationError = { name: ErrorName; status: number; when: string }

/** Every error that an operation can answer with, in the order of their statuses. */
export function errorsOf(operation: Operation): OperationError[] {
  const own = (operation.errors ?? []).map((thrown) =>
    typeof thrown === 'string' ? named(thrown) : named(...thrown),
  )
  const all = [...kindErrors(operation).map((name) => named(name)), ...own]
  // What an operation says itself replaces what holds of its kind.
  const byName = new Map(all.map((error) => [error.name, error]))
  return [...byName.values()].sort((a, b) => a.status - b.status)
}

function named(name: ErrorName, when = errorNotes[name]): OperationError {
  return { name, status: errorTable[name][0], when }
}

/** The errors of every operation of a kind. */
function kindErrors({ method, access, params, query, body, limit }: Operation): ErrorName[] {
  const isWrite = method !== 'GET'
  const isChecked = isWrite || params !== undefined || query !== undefined
  const usesDatabase = access !== 'static'
  return [
    ...(isChecked && (isWrite || usesDatabase) ? (['BadDataError'] as const) : []),
    ...callerErrors[access],
    ...(isWrite ? (['CrossSiteError', 'PayloadTooLargeError'] as const) : []),
    ...(body ? (['ContentTypeError'] as const) : []),
    ...(limit ? (['RateLimitError'] as const) : []),
    'UnknownError',
    ...(usesDatabase ? (['UnavailableError'] as const) : []),
  ]
}

// The limit is for too many wrong API tokens of a client, and too many changes by a person.
const signedIn = ['AuthenticationRequired', 'UnauthorizedError', 'RateLimitError'] as const

/** What somebody is answered who may not call. */
const callerErrors: Record<Access, readonly ErrorName[]> = {
  static: [],
  public: [],
  caller: signedIn,
  person: signedIn,
  session: [...signedIn, 'PermissionError'],
  admin: [...signedIn, 'PermissionError'],
}
