import { findPath, findResponse, misfits } from '../contract/support/document'
import type { Answer } from '../contract/support/send'
import type { Target } from './targets'

const leaks = /\$2[aby]\$|hmac-sha384|node_modules|\bprisma\b|PrismaClient|at \S+ \(\S+:\d+:\d+\)/

/**
 * What is wrong with an answer, or null: no 5xx but a 503 that says when to come back, errors in the
 * one body of WIRE §2, only statuses that are documented, nothing of the inside.
 * @param path as it was sent
 */
export async function complaintAbout(
  target: Target,
  path: string,
  answer: Answer,
): Promise<string | null> {
  const { status, headers, text } = answer
  if (status >= 500 && !(status === 503 && headers.has('retry-after'))) return `answers ${status}`
  if (leaks.test(text)) return `shows ${leaks.exec(text)?.[0]}`
  if (status >= 400 && target.method !== 'HEAD') {
    const wrong = await wrongInError(answer)
    if (wrong) return wrong
  }
  return await undocumented(target, path, status)
}

/** A page says what is wrong in words; everything else in the one body. */
async function wrongInError({ status, headers, text }: Answer): Promise<string | null> {
  if (text === '') return `is an empty ${status}`
  const type = headers.get('content-type') ?? ''
  // What is asked for in gzip is judged where it is not.
  if (type.startsWith('text/html') || headers.has('content-encoding')) return null
  const isProblem = type.startsWith('application/problem+json')
  const $ref = `#/components/schemas/${isProblem ? 'problemSchema' : 'errorSchema'}`
  const wrong = await misfits({ $ref }, JSON.parse(text)).catch((error) => [String(error)])
  return wrong.length > 0 ? `is no error body: ${wrong.join('; ')}` : null
}

/** Before routing, the small server answers these whatever is asked for. */
const general = [400, 404, 405, 408, 417, 431]

async function undocumented({ method }: Target, path: string, status: number) {
  // As the server reads it: `%2e%2e` is a step back (RFC 3986 §6.2.2).
  const { pathname } = new URL(`http://any${path}`)
  const operation = (await findPath(pathname))?.[method.toLowerCase()]
  if (!operation || general.includes(status)) return null
  const response = await findResponse(operation, status)
  return response ? null : `answers ${status}, which is not documented`
}
