import { AppError } from '@/lib/errors'
import type { RouteKind } from './routes'

const handled = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/**
 * Unused parts of Next, such as its image optimiser, `/_next/data` and `/_global-error`; and an encoded
 * slash outside a parameter, which Next treats as a slash.
 */
const closed = /^\/_|%2f/i

/** Next would answer these with the page's data, for which its router uses a header instead. */
const data = /\.rsc$/i

/** Paths of Next's tools while it compiles. */
const tools = /^\/__?next/

export type Asked = {
  method: string
  /** As returned by `resolveTarget`. */
  path: string
  /** The kind of the path; undefined if it is unknown. */
  kind: RouteKind | undefined
  /** Whether Next compiles while it serves. */
  dev: boolean
}

export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/**
 * Refuses requests that Next handles badly, before any of the body is read. A GET for an unknown path is
 * allowed, because Next has the page for it.
 * @throws AppError 405 for an unsupported method and for a write to a page or a file, 404 for a write to
 * an unknown path
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
