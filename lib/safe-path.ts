const base = 'http://foyer.invalid'

/** Begins on this host: browsers read `//` and `/\` as the beginning of another one. */
const local = /^\/(?![/\\])/

/**
 * A place on this site to go on to, or null for anything else: only a path that a browser, too, reads
 * as one (CHECKLIST 50; ASVS 3.7.2). It is judged as it was given and as it is once resolved, since
 * `/.//x` resolves to `//x`.
 */
export function safePath(given: string | null | undefined): string | null {
  if (!given || !local.test(given) || /[\\\p{Cc}]|%2f|%5c/iu.test(given)) return null
  if (!URL.canParse(given, base)) return null
  const { origin, pathname, search, hash } = new URL(given, base)
  return origin === base && local.test(pathname) ? pathname + search + hash : null
}
