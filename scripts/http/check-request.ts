import { AppError } from '@/lib/errors'

const handled = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const pages = /^\/($|(login|welcome|account|account\/tokens)$|admin($|\/)|(invite|reset)\/[^/]+$)/

/**
 * Checks what Next itself answers badly, before it sees the request.
 * @param method as sent
 * @param target the request target as sent: path and query, or a whole URL
 * @returns the target for Next: path and query, without trailing or repeated slashes, for which Next
 * would send even a POST elsewhere
 * @throws AppError for malformed escapes, a method that nothing takes, a write to a page
 */
export function checkRequest(method: string, target: string): string {
  const { path, query } = splitTarget(target)
  if (isMalformed(path)) {
    throw new AppError(path.startsWith('/invite/') ? 'InviteInvalidError' : 'BadDataError')
  }
  const trimmed = path.replace(/\/+/g, '/').replace(/\/$/, '') || '/'
  if (pages.test(trimmed) && method !== 'GET' && method !== 'HEAD') {
    throw new AppError('MethodNotAllowedError', { headers: { allow: 'GET, HEAD' } })
  }
  if (!handled.includes(method)) {
    throw new AppError('MethodNotAllowedError', { headers: { allow: handled.join(', ') } })
  }
  return trimmed + query
}

/** Whether there is a page at a path, as `checkRequest` leaves it. */
export function isPage(target: string): boolean {
  return pages.test(splitTarget(target).path)
}

/** A proxy may send the whole URL; the host in it says nothing here. */
function splitTarget(target: string): { path: string; query: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '')
  const end = local.indexOf('?')
  return end < 0
    ? { path: local, query: '' }
    : { path: local.slice(0, end), query: local.slice(end) }
}

function isMalformed(path: string): boolean {
  if (!path.startsWith('/') || path.includes('\\')) return true
  try {
    return decodeURIComponent(path).includes('\0')
  } catch {
    return true
  }
}
