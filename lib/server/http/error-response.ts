import { randomUUID } from 'node:crypto'
import { AppError, renderError } from '@/lib/errors'
import { isDatabaseAway, stateOf } from '@/lib/server/db/errors'
import { log } from '@/lib/server/runtime/log'

/**
 * An account can be deleted during its own request. An error caused by that becomes the 401 that
 * `authenticate` throws. Any other error is returned unchanged.
 */
export async function asSeenNow(
  error: unknown,
  authenticate: () => Promise<unknown>,
): Promise<unknown> {
  const reported = error instanceof AppError && error.name !== 'PermissionError'
  if (reported || isDatabaseAway(error)) return error
  try {
    await authenticate()
    return error
  } catch (now) {
    return now instanceof AppError ? now : error
  }
}

/** The part of an error that the caller may see. The rest is logged under the same id. */
export function toAppError(error: unknown, method: string): AppError {
  if (error instanceof AppError) return error
  const away = isDatabaseAway(error)
  const id = randomUUID()
  log()[away ? 'warn' : 'error']({ id, method, ...describe(error) }, 'request failed')
  const extra = { id }
  if (!away) return new AppError('UnknownError', { extra })
  return new AppError('UnavailableError', { extra, headers: { 'retry-after': '5' } })
}

/** Prisma's messages repeat the written values, so only name, code and stack are logged. */
function describe(error: unknown) {
  if (!(error instanceof Error)) return { error: typeof error }
  const isPrisma = error.name.startsWith('Prisma')
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    code: 'code' in error ? String(error.code) : undefined,
    // The SQLSTATE of PostgreSQL: 53100 is a full disk.
    state: stateOf(error) || undefined,
    reason: isPrisma ? undefined : error.message,
    stack: frames.join('\n'),
  }
}

/** An error as a response: the body of WIRE §2, in the format that the request accepts. */
export function errorResponse(error: AppError, request: Request): Response {
  const id = typeof error.extra.id === 'string' ? error.extra.id : randomUUID()
  const { status, headers, body } = renderError(error, request.headers.get('accept'), id)
  return new Response(body, { status, headers })
}
