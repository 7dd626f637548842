import { type FieldProblem, fieldMessage } from '@/lib/field-errors'

/** Every error that leaves the app: its name, its status, its sentence (WIRE §2). */
export const errorTable = {
  BadDataError: [400, 'The request is not valid; see details.'],
  InviteInvalidError: [400, 'This invite link is not valid.'],
  InviteExpiredError: [400, 'This invite link has ended.'],
  InvitePausedError: [400, 'This invite link is paused.'],
  InviteFullError: [400, 'All places on this invite link are taken.'],
  InviteScheduledError: [400, 'This invite link is not open yet.'],
  InviteRevokedError: [400, 'This invite link was revoked.'],
  AuthenticationRequired: [401, 'Sign in, or send an API token in the Authorization header.'],
  UnauthorizedError: [401, 'This credential is unknown or no longer valid.'],
  PasswordMismatch: [401, 'The email address, username or password is wrong.'],
  PermissionError: [403, 'You are signed in, but do not have permission to do this.'],
  CrossSiteError: [403, 'This request came from another site and was refused.'],
  NotFoundError: [404, 'Not found. It may have been deleted or moved.'],
  MethodNotAllowedError: [405, 'This address does not support this method; see the Allow header.'],
  NameExistsError: [409, 'This is already taken; see details.'],
  LastAdminError: [409, 'At least one administrator is required.'],
  RequestAnsweredError: [409, 'This request was answered. Open it again first.'],
  KeyReusedError: [409, 'This Idempotency-Key was already used for a different request.'],
  StaleError: [412, 'This has changed since you read it. Read it again, then change it.'],
  PayloadTooLargeError: [413, 'The body is larger than 102400 bytes.'],
  ContentTypeError: [415, 'Send the body as application/json.'],
  RateLimitError: [429, 'Too many requests. Wait a moment, then try again.'],
  UnknownError: [500, 'Something went wrong. The log has the details under this id.'],
  UnavailableError: [503, 'The service is not available right now. Try again in a moment.'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorName = keyof typeof errorTable

/** How many problems an error lists; nobody reads more, and no form needs more. */
const PROBLEMS_MAX = 100

type Options = {
  problems?: FieldProblem[]
  /** Further members of the body, such as `permissions`. */
  extra?: Record<string, unknown>
  headers?: Record<string, string>
  message?: string
}

/** An error that a caller is meant to see. Everything else becomes `UnknownError`. */
export class AppError extends Error {
  override readonly name: ErrorName
  readonly status: number
  readonly problems: FieldProblem[]
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(name: ErrorName, options: Options = {}) {
    super(options.message ?? errorTable[name][1])
    this.name = name
    this.status = errorTable[name][0]
    this.problems = (options.problems ?? []).slice(0, PROBLEMS_MAX)
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
  }
}

export type RenderedError = { status: number; headers: Record<string, string>; body: string }

/**
 * The one error body (WIRE §2): Unleash's form, or RFC 9457 where `accept` asks for
 * `application/problem+json`. `id` ties the response to the log.
 */
export function renderError(error: AppError, accept: string | null, id: string): RenderedError {
  const problem = (accept ?? '').toLowerCase().includes('application/problem+json')
  const body = problem ? problemBody(error, id) : plainBody(error, id)
  const type = problem ? 'application/problem+json' : 'application/json; charset=utf-8'
  return {
    status: error.status,
    headers: { 'content-type': type, 'cache-control': 'no-store', ...error.headers },
    body: JSON.stringify(body),
  }
}

function plainBody({ name, message, problems, extra }: AppError, id: string) {
  const details = problems.map(({ code, path, values }) => ({
    message: fieldMessage(code, values),
    path,
  }))
  return { id, name, message, details, ...extra }
}

function problemBody({ name, message, status, problems, extra }: AppError, id: string) {
  const errors = problems.map(({ code, path, values }) => ({
    pointer: path,
    detail: fieldMessage(code, values),
    code,
  }))
  // In RFC 9457 `type` is a URI, and the id is `instance`.
  const { id: _, type: __, ...rest } = extra
  return { title: message, status, detail: message, instance: id, code: name, errors, ...rest }
}
