import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/errors'
import { checkRequest, isRead } from './check-request'
import { cleanHeaders, type Trust, toAddress } from './client-address'
import type { Observer } from './observe'
import { resolveTarget } from './resolve-target'
import { cleanRouterHeaders } from './router-headers'
import type { Route, Routes } from './routes'
import { addSecurityHeaders, type Surroundings } from './security-headers'
import { answerDoctor, seenHeader } from './seen-address'

export type Settings = Surroundings & {
  /** Which proxies are trusted to state the client address. */
  trust: Trust
  /** All known paths. */
  routes: Routes
  /** Who is told of each request once its response is over. */
  observers?: Observer[]
}

/** The matcher of proxy.ts uses the same name. */
const writeHeader = 'x-foyer-write'

/** Characters of `uri-host [":" port]` (RFC 9110, 7.2); it may be empty. */
const host = /^[\w.~!$&'()*+,;=:%[\]-]*$/

/**
 * Prepares a request for everything behind this server: a normalised path, and headers that only this
 * server may set. The response gets the security headers, even if the request is refused.
 * @returns the known path that it is for
 * @throws AppError for a malformed request, or one that its path does not accept
 */
export function prepareRequest(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
): Route | undefined {
  const { headers, socket, method = '', url = '' } = request
  const peer = socket.remoteAddress ?? ''
  const forwarded = String(headers['x-forwarded-for'] ?? '')
  const asked = headers[seenHeader]
  cleanHeaders(headers, peer, settings.trust)
  answerDoctor(asked, headers, response, { peer: toAddress(peer) ?? 'unknown', forwarded })
  const target = { path: '', query: '' }
  addSecurityHeaders(target, headers, response, settings)
  requireOneHost(request)
  const { path, query } = Object.assign(target, resolveTarget(url))
  const route = settings.routes.find(path)
  checkRequest({ method, path, kind: route?.kind, dev: settings.dev })
  request.url = path + query
  cleanRouterHeaders(headers, route?.kind === 'page')
  // proxy.ts gets only reads: otherwise Next would copy each body for it.
  if (!isRead(method)) headers[writeHeader] = '1'
  // No route takes a multipart body. Next would search it for a server action, and there are none.
  if (/^\s*multipart\//i.test(headers['content-type'] ?? '')) delete headers['content-type']
  return route
}

/** RFC 9112, 3.2. Node keeps the first of several. */
function requireOneHost({ headers, rawHeaders, httpVersion }: IncomingMessage): void {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === 4 && name.toLowerCase() === 'host') count += 1
  }
  const isMissing = count === 0 && httpVersion === '1.1'
  if (isMissing || count > 1 || !host.test(headers.host ?? '')) throw new AppError('BadDataError')
}
