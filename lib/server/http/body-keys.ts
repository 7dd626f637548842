import { AppError } from '@/lib/errors'

/** Maximum number of fields, and of objects and lists, unless the route sets another. */
const KEYS_MAX = 200

const [quote, backslash, colon, ampersand] = Buffer.from('"\\:&')
const opening = new Set(Buffer.from('{['))

/** The end of a JSON string, given the start of its text. */
function skipString(bytes: Uint8Array, start: number): number {
  let at = start
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}

/** Throws if a JSON text has too many fields, or objects and lists, at any depth. */
function requireFewInJson(bytes: Uint8Array, max: number): void {
  let fields = 0
  let parts = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte === quote) at = skipString(bytes, at + 1)
    else if (byte === colon) fields += 1
    else if (byte !== undefined && opening.has(byte)) parts += 1
    if (fields > max || parts > max) throw tooManyKeys(max)
  }
}

function requireFewInForm(bytes: Uint8Array, max: number): void {
  let fields = 1
  for (const byte of bytes) {
    if (byte === ampersand) fields += 1
    if (fields > max) throw tooManyKeys(max)
  }
}

function tooManyKeys(max: number): AppError {
  return new AppError('BadDataError', {
    problems: [{ path: '/body', code: 'tooManyKeys', values: { max } }],
  })
}

/**
 * Checks the bytes of a body before they are parsed, because a parser takes a hundred times as long for
 * thousands of small values as for one text of the same size. Linear; invalid JSON is left to the parser.
 * @throws `BadDataError` at `/body` if it has more than `max` fields, counted each time one is written,
 *   or more than `max` objects and lists
 */
export function requireFewKeys(bytes: Uint8Array, type: 'json' | 'form', max = KEYS_MAX): void {
  if (type === 'json') requireFewInJson(bytes, max)
  else requireFewInForm(bytes, max)
}
