import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import onHeaders from 'on-headers'

export type Surroundings = {
  /** Whether PUBLIC_URL is https; browsers then remember that for a year. */
  isHttps: boolean
  /** Whether this is development mode: Next's tools evaluate text and write inline styles. */
  dev: boolean
}

/** Features that no page uses. Names unknown to a browser would fill its console. */
const denied = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

/** The preview picture that chats show: the only file for other sites. */
const forOthers = '/invitation.png'

/**
 * Scripts and styles: a browser requests a dozen with each page, so every byte counts, and none is ever
 * opened on its own.
 */
const parts = /^\/_next\/static\//

/**
 * The headers of every response, including those of this server itself (docs/decisions/0030).
 * @param path of the request
 */
export function fixedHeaders({ isHttps }: Surroundings, path: string): Record<string, string> {
  const always = {
    'x-content-type-options': 'nosniff',
    ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
  }
  if (parts.test(path)) return always
  return {
    ...always,
    // `no-referrer` would make a plain form post `Origin: null`; this also keeps the token on this site.
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': path === forOthers ? 'cross-origin' : 'same-origin',
    'permissions-policy': denied.map((name) => `${name}=()`).join(', '),
  }
}

/** For everything except pages: nothing may run, load or be framed. */
export const closedPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The logo may have styles of its own; opened by itself it is a page without rights. */
const logoPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

function pagePolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    // `strict-dynamic` lets scripts with the nonce load further ones; 'self' is for browsers without it.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    ...(dev ? ["style-src 'self' 'unsafe-inline'"] : []),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')
}

/** The nonce for the scripts of the page that a request gets, as `addSecurityHeaders` chose it. */
export function nonceOf(request: IncomingHttpHeaders): string | undefined {
  return /'nonce-([^']+)'/.exec(String(request['content-security-policy']))?.[1]
}

/**
 * Adds the headers to a response, whoever writes it, and passes Next the nonce for the scripts of the
 * page: Next reads it from the policy in the request headers.
 * @param target its `path` is read when the response begins: the normalised one, or none
 */
export function addSecurityHeaders(
  target: { path: string },
  request: IncomingHttpHeaders,
  response: ServerResponse,
  surroundings: Surroundings,
): void {
  const nonce = randomBytes(16).toString('base64url')
  const policy = pagePolicy(nonce, surroundings.dev)
  request['content-security-policy'] = policy
  delete request['content-security-policy-report-only']
  onHeaders(response, () => {
    const { path } = target
    for (const [name, value] of Object.entries(fixedHeaders(surroundings, path))) {
      response.setHeader(name, value)
    }
    const type = String(response.getHeader('content-type') ?? '')
    if (type.startsWith('text/html')) response.setHeader('content-security-policy', policy)
    else if (path === '/logo') response.setHeader('content-security-policy', logoPolicy)
    else if (!parts.test(path)) response.setHeader('content-security-policy', closedPolicy)
    // Nobody revalidates a file that is cached permanently.
    else response.removeHeader('last-modified')
    // Next marks what may be cached: scripts, styles and pictures. Everything else is not cached.
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store')
  })
}
