import { lastSettings } from '@/lib/server/settings/settings'
import { isSameSite } from './cross-site'

/** What scripts of another website may read beside the body. */
const exposed = 'Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset'

/**
 * The website whose page sent a request, if it is another one that administrators have listed; else null.
 * Nothing is read for a request that has no `Origin`, or our own.
 */
export async function listedOrigin(headers: Headers): Promise<string | null> {
  const origin = headers.get('origin')
  if (origin === null || isSameSite(headers)) return null
  const { corsOrigins } = await lastSettings()
  return corsOrigins.includes(origin) ? origin : null
}

function readableFrom(origin: string) {
  return { 'access-control-allow-origin': origin, vary: 'Origin' }
}

/** Lets scripts of a listed website read a response. Never with credentials. */
export function allowReading(response: Response, origin: string | null): Response {
  if (origin === null) return response
  const headers = { ...readableFrom(origin), 'access-control-expose-headers': exposed }
  for (const [name, value] of Object.entries(headers)) response.headers.append(name, value)
  return response
}

/**
 * What OPTIONS says to a browser that asks for a page of a listed website; nothing to anybody else.
 * @param methods those that such a page may use
 */
export async function preflightHeaders(
  { headers }: Request,
  methods: readonly string[],
): Promise<Record<string, string>> {
  if (methods.length === 0 || !headers.has('access-control-request-method')) return {}
  const origin = await listedOrigin(headers)
  if (origin === null) return {}
  return {
    ...readableFrom(origin),
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'content-type, idempotency-key, accept',
    'access-control-max-age': '600',
  }
}
