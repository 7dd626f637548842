import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

const name = 'x-request-id'

/** What a proxy or a client may call a request; anything else is not taken over. */
const acceptable = /^[\w-]{1,64}$/

/**
 * The id of a request: as it was sent, otherwise a new one. The response has it, and everything behind
 * this server finds it in the headers of the request.
 */
export function takeRequestId(headers: IncomingHttpHeaders, response: ServerResponse): string {
  const sent = String(headers[name] ?? '')
  const id = acceptable.test(sent) ? sent : randomUUID()
  headers[name] = id
  response.setHeader(name, id)
  return id
}
