import type { IncomingMessage, ServerResponse } from 'node:http'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { POST as start } from '@/app/invite/[token]/started/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import * as api from '@/lib/api/invites'
import type { Operation } from '@/lib/api/operation'
import { BODY_LIMIT, readUpTo } from '@/lib/server/http/body'
import type { Handler } from './server'

const routes = [
  { ...targetOf(api.validateLink), handle: validate },
  { ...targetOf(api.signUp), handle: signUp },
  { ...targetOf(api.startSignup), handle: start },
]

/** Which requests are for an operation; its path has one parameter, the token. */
function targetOf({ method, path }: Operation<'public', 'token'>) {
  const target = path.replace('{token}', '([^/?]+)')
  return { method, path: new RegExp(`^${target}(?:\\?|$)`) }
}

/**
 * Answers the high-traffic endpoints, `validate`, sign-up and what the form sends, without Next, which would cost more than
 * their own work. Handlers and responses are the same (docs/decisions/0037). Everything else goes to
 * `next`.
 */
export function withFastRoutes(next: Handler): Handler {
  return async (request, response) => {
    const { url = '', method = '' } = request
    for (const route of routes.filter((one) => one.method === method)) {
      const token = route.path.exec(url)?.[1]
      if (token === undefined) continue
      const params = Promise.resolve({ token: decodeURIComponent(token) })
      const asked = await toRequest(request, route.handle.bodyLimit)
      return await send(response, await route.handle(asked, { params }))
    }
    await next(request, response)
  }
}

async function toRequest(request: IncomingMessage, bodyLimit = BODY_LIMIT): Promise<Request> {
  const { url = '', method = '' } = request
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  const body = method === 'GET' ? null : await readBody(request, bodyLimit)
  return new Request(`http://localhost${url}`, {
    method,
    headers: Object.fromEntries(headers),
    body,
  })
}

/**
 * The body of a request. What is over the limit is thrown away, so that the answer arrives, and after it
 * the next request. Throws where it breaks off.
 */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer<ArrayBuffer>> {
  // The handler refuses it for what it declares.
  if (Number(request.headers['content-length'] ?? 0) > limit) return Buffer.alloc(0)
  const bytes = await readUpTo(request.iterator({ destroyOnReturn: false }), limit)
  request.resume()
  return bytes
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.statusCode = answer.status
  response.setHeaders(answer.headers)
  // Node 20 keeps only the last of several.
  response.setHeader('set-cookie', answer.headers.getSetCookie())
  response.end(await answer.text())
}
