import { GET } from '@/app/invite/[token]/validate/route'
import type { Handler } from './server'

const validate = /^\/invite\/([^/?]+)\/validate(?:\?|$)/

/**
 * Answers what scripts ask in loops, whether a link is open, without Next, which costs more than all
 * else in it: by the same handler, with the same answer (docs/decisions/0037). The rest goes to `next`.
 */
export function withLightRoutes(next: Handler): Handler {
  return async (request, response) => {
    const { url = '', method } = request
    const token = validate.exec(url)?.[1]
    if (token === undefined || method !== 'GET') return await next(request, response)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    const asked = new Request(`http://localhost${url}`, { headers: Object.fromEntries(headers) })
    const params = Promise.resolve({ token: decodeURIComponent(token) })
    const answer = await GET(asked, { params })
    response.statusCode = answer.status
    response.setHeaders(answer.headers).end(await answer.text())
  }
}
