import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'
import { isForm } from './body'

/**
 * Refuses a write that a browser sends from another site (WIRE §1; ASVS 3.5.1).
 * @param isListed whether a page of a listed website sent it: then only an HTML form is refused, since
 * browsers send that unasked, and with cookies
 */
export function requireSameSite(headers: Headers, isListed = false): void {
  if (isSameSite(headers) || (isListed && !isForm(headers))) return
  throw new AppError('CrossSiteError')
}

/**
 * By Sec-Fetch-Site if it is present, else by Origin, which has to match PUBLIC_URL; Host is never used.
 * A request with neither does not come from a browser.
 */
export function isSameSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === null) return isOwnOrigin(headers.get('origin'))
  return site === 'same-origin' || site === 'none'
}

function isOwnOrigin(origin: string | null): boolean {
  return origin === null || origin === getEnv().publicUrl
}
