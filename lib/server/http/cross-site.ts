import { AppError } from '@/lib/errors'
import { getEnv } from '@/lib/server/runtime/env'

/**
 * Refuses a write that a browser sends from another site (WIRE §1; ASVS 3.5.1): by Sec-Fetch-Site if it
 * is present, else by Origin, which has to match PUBLIC_URL; Host is never used. A request with neither
 * does not come from a browser.
 */
export function requireSameSite(headers: Headers): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const sameSite = site === null ? isOwnOrigin(origin) : site === 'same-origin' || site === 'none'
  if (!sameSite) throw new AppError('CrossSiteError')
}

function isOwnOrigin(origin: string | null): boolean {
  return origin === null || origin === getEnv().publicUrl
}
