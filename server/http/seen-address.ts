import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import * as z from 'zod'
import { MINUTE, now } from '@/lib/server/runtime/clock'
import { hmac, keysFor, sameSecret } from '@/lib/server/runtime/keys'

/** `npm run doctor` sends its question in it, and Foyer the answer (docs/decisions/0068). */
export const seenHeader = 'x-foyer-doctor'

/** How far the clocks of the one who asks and the one who answers may differ. */
const PATIENCE = 5 * MINUTE

const answerSchema = z.object({
  /** The address of the connection: the last proxy's, if there is one. */
  peer: z.string(),
  /** X-Forwarded-For as it arrived. */
  forwarded: z.string(),
  /** The address that counts as the client's. */
  client: z.string(),
})

/** What Foyer saw of a request. */
export type Seen = z.infer<typeof answerSchema>

function sign(requestId: string, time: string): string {
  const [key] = keysFor('foyer/doctor/v1')
  return hmac(key, `${requestId}\n${time}`).toString('hex')
}

/** The header that asks what Foyer sees of the request with this id. Only who knows APP_SECRET can write it. */
export function question(requestId: string): string {
  const time = String(now().getTime())
  return `${time}.${sign(requestId, time)}`
}

function isGenuine(asked: string, requestId: string): boolean {
  const [time = '', mac = ''] = asked.split('.')
  // Written so that a time that is no number is refused.
  const isFresh = Math.abs(now().getTime() - Number(time)) <= PATIENCE
  return isFresh && sameSecret(mac, sign(requestId, time))
}

/**
 * Tells `npm run doctor` what was seen of its request. To everybody else, and to a question that was
 * copied from another request, the response says nothing.
 */
export function answerDoctor(
  asked: unknown,
  headers: IncomingHttpHeaders,
  response: ServerResponse,
  { peer, forwarded }: Pick<Seen, 'peer' | 'forwarded'>,
): void {
  if (typeof asked !== 'string' || !isGenuine(asked, String(headers['x-request-id']))) return
  const seen: Seen = { peer, forwarded, client: String(headers['x-forwarded-for']) }
  response.setHeader(seenHeader, Buffer.from(JSON.stringify(seen)).toString('base64url'))
}

/** Null if the response has no answer. */
export function readAnswer(header: string | null): Seen | null {
  if (header === null) return null
  try {
    return answerSchema.parse(JSON.parse(Buffer.from(header, 'base64url').toString()))
  } catch {
    // Something other than Foyer wrote it.
    return null
  }
}
