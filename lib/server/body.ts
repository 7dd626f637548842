import { gunzipSync } from 'node:zlib'
import { AppError } from '@/lib/errors'

/** In bytes, after inflating, inclusive (WIRE §1). */
export const BODY_LIMIT = 102_400

const jsonType = 'application/json'
const formType = 'application/x-www-form-urlencoded'
const encodings = ['', 'identity', 'gzip', 'x-gzip']

/** The media type of a body, in lower case, without parameters. */
function contentType(headers: Headers): string {
  return (headers.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase()
}

async function readBytes(request: Request): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > BODY_LIMIT) throw new AppError('PayloadTooLargeError')
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > BODY_LIMIT) throw new AppError('PayloadTooLargeError')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function inflate(bytes: Buffer, encoding: string): Buffer {
  if (encoding === '' || encoding === 'identity') return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: BODY_LIMIT })
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw tooLarge ? new AppError('PayloadTooLargeError') : invalidJson()
  }
}

function invalidJson(): AppError {
  return new AppError('BadDataError', { problems: [{ path: '/body', code: 'invalidJson' }] })
}

/** A body as it came: its bytes read and inflated within the limit, parsed where it is JSON or a form. */
export type Body = { type: 'json' | 'form' | 'other'; value: unknown }

/** Reads a body. Throws `PayloadTooLargeError`, or `BadDataError` where JSON is not JSON. */
export async function readBody(request: Request): Promise<Body> {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const raw = await readBytes(request)
  // Refused later, as a content type is: who may not call at all is told that first.
  if (!encodings.includes(encoding)) return { type: 'other', value: undefined }
  const bytes = inflate(raw, encoding)
  const type = contentType(request.headers)
  if (type === formType) {
    return { type: 'form', value: Object.fromEntries(new URLSearchParams(bytes.toString('utf8'))) }
  }
  if (type !== jsonType) return { type: 'other', value: undefined }
  if (bytes.length === 0) return { type: 'json', value: undefined }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { type: 'json', value: JSON.parse(text) }
  } catch {
    throw invalidJson()
  }
}
