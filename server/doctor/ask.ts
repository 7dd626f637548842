import { randomInt, randomUUID } from 'node:crypto'
import { getEnv } from '@/lib/server/runtime/env'
import { question, readAnswer, type Seen, seenHeader } from '@/server/http/seen-address'

/** Milliseconds that an answer may take. */
const PATIENCE = 5_000

/** An answer from Foyer, or from something else. */
type Answer = {
  status: number
  /** The origin that it redirects to; null if it is the one that was asked, or none. */
  redirect: string | null
  /** The Date header, and half-way between question and answer by this machine's clock; milliseconds. */
  theirTime: number | null
  ourTime: number
  /** The address that the request named in X-Forwarded-For, as anybody could. */
  forged: string
}

export type Reply =
  /** Foyer, with the APP_SECRET of this environment, and what it saw of the request. */
  | ({ from: 'foyer'; seen: Seen } & Answer)
  /** A Foyer that does not know this APP_SECRET. */
  | ({ from: 'other-foyer' } & Answer)
  | ({ from: 'other' } & Answer)
  /** Nothing answered in HTTP: the code of the error, such as ECONNREFUSED. */
  | { from: 'nobody'; code: string }

/**
 * Asks for `/health` with a request id, which every response of Foyer repeats, and with a question that
 * only a Foyer with the same APP_SECRET answers.
 * @param origin such as `https://join.example.org`
 */
export async function ask(origin: string): Promise<Reply> {
  const id = randomUUID()
  // From TEST-NET-1 (RFC 5737): no client has it.
  const forged = `192.0.2.${randomInt(1, 255)}`
  const headers = {
    'x-request-id': id,
    'x-forwarded-for': forged,
    ...(getEnv().appSecret ? { [seenHeader]: question(id) } : {}),
  }
  const sentAt = Date.now()
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const response = await fetch(`${origin}/health`, { headers, redirect: 'manual', signal })
    const ourTime = (sentAt + Date.now()) / 2
    const body = await response.text()
    const { status } = response
    const redirect = redirectOf(response, origin)
    const answer = { status, redirect, theirTime: dateOf(response), ourTime, forged }
    if (response.headers.get('x-request-id') !== id) return { from: 'other', ...answer }
    const seen = readAnswer(response.headers.get(seenHeader))
    if (seen) return { from: 'foyer', seen, ...answer }
    return { from: body.includes('"health"') ? 'other-foyer' : 'other', ...answer }
  } catch (error) {
    return { from: 'nobody', code: codeOf(error) }
  }
}

function redirectOf({ headers, status }: Response, origin: string): string | null {
  const location = headers.get('location')
  if (status < 300 || status > 399 || !location || !URL.canParse(location, origin)) return null
  const target = new URL(location, origin).origin
  return target === origin ? null : target
}

function dateOf({ headers }: Response): number | null {
  const time = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(time) ? null : time
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  if (error.name === 'TimeoutError') return `no answer within ${PATIENCE / 1000} s`
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : error.message
}
