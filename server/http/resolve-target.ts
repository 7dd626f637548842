import { AppError } from '@/lib/errors'

/** A request target: `path` is normalised, `query` is as sent, with its `?`, or empty. */
export type Target = { path: string; query: string }

/** A path that is already normalised. Nearly every path is, so only the others are parsed. */
const resolved = /^(?:\/|(?:\/(?!\.\.?(?:\/|$))[\w.~!$&'()*+,;=:@-]+)+)$/

/** Escapes of characters that need none: letters, digits, `-._~` (RFC 3986, 6.2.2.2). */
const needless = /%(?:2[de]|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi

/**
 * Normalises the path of a request once, for everything that uses it afterwards: of the absolute form
 * (RFC 9112, 3.2.2) only the path counts, unnecessary escapes are decoded, repeated and trailing slashes
 * removed, dot segments resolved (RFC 3986, 6.2.2).
 * @param target as sent
 * @throws AppError `InviteInvalidError` or `BadDataError` for malformed escapes, NUL, `\`, a fragment
 */
export function resolveTarget(target: string): Target {
  const end = target.indexOf('?')
  const path = end < 0 ? target : target.slice(0, end)
  const query = end < 0 ? '' : target.slice(end)
  // A target has no fragment (RFC 9112, 3.2); Next would drop it.
  if (query.includes('#')) throw new AppError('BadDataError')
  return { path: resolved.test(path) ? path : resolvePath(path), query }
}

function resolvePath(given: string): string {
  // A proxy may send the absolute form; its host is ignored.
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
