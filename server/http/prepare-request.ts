import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '@/lib/errors'
import { checkRequest, isRead } from './check-request'
import { cleanHeaders, type Trust } from './client-address'
import { resolveTarget } from './resolve-target'
import { cleanRouterHeaders } from './router-headers'
import type { Routes } from './routes'
import { addSecurityHeaders, type Surroundings } from './security-headers'

export type Settings = Surroundings & {
  /** Whom to believe about who the client is. */
  trust: Trust
  /** Every path that there is. */
  routes: Routes
}

/** Named in the matcher of proxy.ts, too. */
const writeHeader = 'x-foyer-write'

/** Characters of `uri-host [":" port]` (RFC 9110, 7.2); it may be empty. */
const host = /^[\w.~!$&'()*+,;=:%[\]-]*$/

/**
 * Makes of a request what everybody behind sees: one path, and headers that only this server may
 * write. Its answer carries what every answer does, whether it gets through or not.
 * @throws AppError for what is no proper request, or goes to what does not take it
 */
export function prepareRequest(
  request: IncomingMessage,
  response: ServerResponse,
  settings: Settings,
): void {
  const { headers, socket, method = '', url = '' } = request
  cleanHeaders(headers, socket.remoteAddress ?? '', settings.trust)
  const target = { path: '', query: '' }
  addSecurityHeaders(target, headers, response, settings)
  requireOneHost(request)
  const { path, query } = Object.assign(target, resolveTarget(url))
  const kind = settings.routes.find(path)
  checkRequest({ method, path, kind, dev: settings.dev })
  request.url = path + query
  cleanRouterHeaders(headers, kind === 'page')
  // proxy.ts sees what is read only: Next would keep a copy of each body for it.
  if (!isRead(method)) headers[writeHeader] = '1'
  // No route takes a body of parts. Next would look in it for a server action, and there are none.
  if (/^\s*multipart\//i.test(headers['content-type'] ?? '')) delete headers['content-type']
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
