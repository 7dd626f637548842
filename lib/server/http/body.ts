import { gunzipSync } from 'node:zlib'
import { AppError } from '@/lib/errors'
import { requireFewKeys } from './body-keys'

/** The default body limit: bytes, after inflating, inclusive (WIRE §1). */
export const BODY_LIMIT = 102_400

const jsonType = 'application/json'
const formType = 'application/x-www-form-urlencoded'
const encodings = ['', 'identity', 'gzip', 'x-gzip']

/** The media type of a body, in lower case, without parameters. */
function contentType(headers: Headers): string {
  return (headers.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase()
}

/** Whether a body is said to be an HTML form. */
export function isForm(headers: Headers): boolean {
  return contentType(headers) === formType
}

function tooLarge(limit: number): AppError {
  const message = `The body is larger than ${limit} bytes.`
  return new AppError('PayloadTooLargeError', { message })
}

/**
 * The bytes of a body, of one that is larger than `limit` no more than shows it. Throws where the body
 * breaks off.
 */
export async function readUpTo(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Buffer<ArrayBuffer>> {
  const read: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    read.push(chunk)
    size += chunk.byteLength
    if (size > limit) break
  }
  return Buffer.concat(read)
}

/** Throws where it is too large. Of one that breaks off, which is no fault of ours, nobody hears the answer. */
async function readBytes({ body, headers }: Request, limit: number): Promise<Buffer> {
  if (Number(headers.get('content-length') ?? 0) > limit) throw tooLarge(limit)
  if (!body) return Buffer.alloc(0)
  const bytes = await readUpTo(body, limit).catch(() => {
    throw new AppError('BadDataError')
  })
  if (bytes.byteLength > limit) throw tooLarge(limit)
  return bytes
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

/** A body as its bytes, for a route that takes such a type. */
export type RawBody = { type: string; bytes: Buffer }

/** A body: read and inflated within the limit, and parsed if it is JSON or a form. */
export type Body =
  | { type: 'json' | 'form' | 'other'; value: unknown }
  | { type: 'raw'; value: RawBody }

type Options = {
  /** Maximum number of fields; default `KEYS_MAX`. */
  maxKeys?: number | undefined
  /** Content types that are not parsed. */
  raw?: readonly string[] | undefined
}

/**
 * Reads a body; of an oversized one only enough to show that.
 * @param limit bytes, after inflating, inclusive
 * @throws AppError `PayloadTooLargeError`, or `BadDataError` for invalid JSON or too many fields
 */
export async function readBody(
  request: Request,
  limit = BODY_LIMIT,
  { maxKeys, raw: rawTypes = [] }: Options = {},
): Promise<Body> {
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const raw = await readBytes(request, limit)
  // Refused later, like a wrong content type: a caller without permission is told that first.
  if (!encodings.includes(encoding)) return { type: 'other', value: undefined }
  const bytes = inflate(raw, encoding, limit)
  const type = contentType(request.headers)
  if (rawTypes.includes(type)) return { type: 'raw', value: { type, bytes } }
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
