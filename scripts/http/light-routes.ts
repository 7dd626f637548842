import type { IncomingHttpHeaders } from 'node:http'
import { GET } from '@/app/invite/[token]/validate/route'
import type { Handler } from './server'

const validate = /^\/invite\/([^/?]+)\/validate(?:\?|$)/

/**
 * Calls the route that scripts ask in loops without Next, which costs several times what the route does
 * (docs/decisions/0037): the same handler, the same answer. Everything else goes to `next`.
 */
export function withLightRoutes(next: Handler): Handler {
  return async (request, response) => {
    const { url = '', method, headers } = request
    const token = validate.exec(url)?.[1]
    if (token === undefined || method !== 'GET') return await next(request, response)
    const asked = new Request(`http://localhost${url}`, { headers: given(headers) })
    const params = Promise.resolve({ token: decodeURIComponent(token) })
    const answer = await GET(asked, { params })
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(new Uint8Array(await answer.arrayBuffer()))
  }
}

function given(headers: IncomingHttpHeaders): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
}
