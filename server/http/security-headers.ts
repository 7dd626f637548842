import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import onHeaders from 'on-headers'

export type Surroundings = {
  /** Whether people reach Foyer by https; what a browser is then told holds for a year. */
  isHttps: boolean
  /** Whether Next compiles while it serves: its tools evaluate text and write styles into the page. */
  dev: boolean
}

/** What no page has a use for. Names that a browser does not know would fill its console. */
const denied = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

/** The picture that chats show of an invitation: the one file that is there for other sites. */
const forOthers = '/invitation.png'

/**
 * Scripts and styles: a browser asks for a dozen with each page, so that every byte counts, and none
 * is ever looked at alone.
 */
const parts = /^\/_next\/static\//

/**
 * What every answer carries, also those of this server itself (docs/decisions/0030).
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
    // `no-referrer` would make a plain form post `Origin: null`; this keeps the token at home too.
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': path === forOthers ? 'cross-origin' : 'same-origin',
    'permissions-policy': denied.map((name) => `${name}=()`).join(', '),
  }
}

/** For what is no page: nothing in it runs, loads or may be framed. */
export const closedPolicy =
  "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function pagePolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    // `strict-dynamic` lets what the nonce admits load the rest; 'self' is for browsers without it.
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
 * Makes an answer carry its headers, whoever writes it, and tells Next the nonce for the scripts of
 * the page: it reads it from the policy among the headers of the request.
 * @param target its `path` as it is when the answer begins: the resolved one, or none
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
    else if (!parts.test(path)) response.setHeader('content-security-policy', closedPolicy)
    // Nobody asks again for what is kept for good.
    else response.removeHeader('last-modified')
    // Next names what may be kept: scripts, styles and pictures. Everything else is not kept.
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store')
  })
}
