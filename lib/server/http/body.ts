import { gunzipSync } from 'node:zlib'
import { AppError } from '@/lib/errors'
import { requireFewKeys } from './body-keys'

/** What a route takes unless it says otherwise: bytes, after inflating, inclusive (WIRE §1). */
export const BODY_LIMIT = 102_400

const jsonType = 'application/json'
const formType = 'application/x-www-form-urlencoded'
const encodings = ['', 'identity', 'gzip', 'x-gzip']

/** The media type of a body, in lower case, without parameters. */
function contentType(headers: Headers): string {
  return (headers.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase()
}

function tooLarge(limit: number): AppError {
  const message = `The body is larger than ${limit} bytes.`
  return new AppError('PayloadTooLargeError', { message })
}

/** The chunks of a body. One that breaks off is no fault of ours, and nobody hears the answer. */
async function* arriving({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* body ?? []
  } catch {
    throw new AppError('BadDataError')
  }
}

async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > limit) throw tooLarge(limit)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of arriving(request)) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function inflate(bytes: Buffer, encoding: string, limit: number): Buffer {
  if (encoding === '' || encoding === 'identity') return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: limit })
  } catch (error) {
    throw error instanceof RangeError ? tooLarge(limit) : invalidJson()
  }
}

function invalidJson(): AppError {
  return new AppError('BadDataError', { problems: [{ path: '/body', code: 'invalidJson' }] })
}

/** A body as it came: its bytes read and inflated within the limit, parsed where it is JSON or a form. */
export type Body = { type: 'json' | 'form' | 'other'; value: unknown }

/**
 * Reads a body, of one that is too large no more than shows it.
 * @param limit bytes, after inflating, inclusive
 * @param maxKeys how many fields it may have; `KEYS_MAX` without it
 * @throws AppError `PayloadTooLargeError`, or `BadDataError` where JSON is not JSON or where there are too
 *   many fields
 */
export async function readBody(
  request: Request,
  limit = BODY_LIMIT,
  maxKeys?: number,
): Promise<Body> {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const raw = await readBytes(request, limit)
  // Refused later, as a content type is: who may not call at all is told that first.
  if (!encodings.includes(encoding)) return { type: 'other', value: undefined }
  const bytes = inflate(raw, encoding, limit)
  const type = contentType(request.headers)
  if (type === formType) {
    requireFewKeys(bytes, 'form', maxKeys)
    return { type: 'form', value: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) }
  }
  if (type !== jsonType) return { type: 'other', value: undefined }
  if (bytes.length === 0) return { type: 'json', value: undefined }
  requireFewKeys(bytes, 'json', maxKeys)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { type: 'json', value: JSON.parse(text) }
  } catch {
    throw invalidJson()
  }
}
