import { AppError } from '@/lib/errors'
import type { RouteKind } from './routes'

const handled = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * What is Next's own and nobody needs, such as its image optimiser, `/_next/data` and
 * `/_global-error`; and an escaped slash outside a parameter, which Next takes for a slash.
 */
const closed = /^\/_|%2f/i

/** Next would answer these with what is at the path before, which its router asks for by a header. */
const data = /\.rsc$/i

/** Paths of Next's tools while it compiles. */
const tools = /^\/__?next/

export type Asked = {
  method: string
  /** As `resolveTarget` leaves it. */
  path: string
  /** What is there; undefined where nothing is. */
  kind: RouteKind | undefined
  /** Whether Next compiles while it serves. */
  dev: boolean
}

export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/**
 * Refuses, before anything of the body is read, what Next would answer badly. A path that is not known
 * may be read: Next has the page that says so.
 * @throws AppError 405 for a method that nothing takes and a write to a page or a file, 404 for a
 * write to what is not there
 */
export function checkRequest({ method, path, kind, dev }: Asked): void {
  if (data.test(path)) throw new AppError('NotFoundError')
  const reads = isRead(method)
  if ((kind === 'page' || kind === 'file') && !reads) {
    throw new AppError('MethodNotAllowedError', { headers: { allow: 'GET, HEAD' } })
  }
  if (!handled.includes(method)) {
    throw new AppError('MethodNotAllowedError', { headers: { allow: handled.join(', ') } })
  }
  if (kind !== undefined || (dev && tools.test(path))) return
  if (!reads || closed.test(path)) throw new AppError('NotFoundError')
}
