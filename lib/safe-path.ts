const base = 'http://foyer.invalid'

/**
 * A place on this site to go on to, or null for anything else: only a path that a browser, too, reads
 * as one (CHECKLIST 50; ASVS 3.7.2).
 */
export function safePath(given: string | null | undefined): string | null {
  if (!given || !/^\/(?![/\\])/.test(given) || /[\\\p{Cc}]|%2f|%5c/iu.test(given)) return null
  if (!URL.canParse(given, base)) return null
  const url = new URL(given, base)
  return url.origin === base ? url.pathname + url.search + url.hash : null
}
