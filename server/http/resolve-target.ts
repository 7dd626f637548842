import { AppError } from '@/lib/errors'

/** A request target: `path` is resolved, `query` as it was sent, with its `?`, or empty. */
export type Target = { path: string; query: string }

/** A path that is its own resolution: nearly every one, so that only others are taken apart. */
const resolved = /^(?:\/|(?:\/(?!\.\.?(?:\/|$))[\w.~!$&'()*+,;=:@-]+)+)$/

/** Escapes of characters that need none: letters, digits, `-._~` (RFC 3986, 6.2.2.2). */
const needless = /%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi

/**
 * Resolves the path of a request once, for all who look at it afterwards: the whole-URL form
 * (RFC 9112, 3.2.2) counts by its path, needless escapes are decoded, repeated and trailing slashes go,
 * dot segments are followed (RFC 3986, 6.2.2).
 * @param target as sent
 * @throws AppError `InviteInvalidError` or `BadDataError` for malformed escapes, NUL, `\`, a fragment
 */
export function resolveTarget(target: string): Target {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  const query = end < 0 ? '' : target.slice(end)
  // A target has no fragment (RFC 9112, 3.2); Next would leave it out.
  if (query.includes('#')) throw new AppError('BadDataError')
  return { path: resolved.test(path) ? path : resolvePath(path), query }
}

function resolvePath(given: string): string {
  // A proxy may send the whole URL; the host in it says nothing here.
  const path = given.replace(/^https?:\/\/[^/]+(?:\/|$)/i, '/')
  if (isMalformed(path)) {
    throw new AppError(path.startsWith('/invite/') ? 'InviteInvalidError' : 'BadDataError')
  }
  const steps: string[] = []
  for (const step of path.replace(needless, decodeURIComponent).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return `/${steps.join('/')}`
}

function isMalformed(path: string): boolean {
  if (!path.startsWith('/') || /[\\#]/.test(path)) return true
  try {
    return decodeURIComponent(path).includes('\0')
  } catch {
    return true
  }
}
