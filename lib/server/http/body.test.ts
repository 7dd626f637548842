import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { BODY_LIMIT, readBody } from './body'

const json = { 'content-type': 'application/json' }
const gzip = { ...json, 'content-encoding': 'gzip' }

function sent(body: BodyInit | null, headers: Record<string, string> = json): Request {
  return new Request('https://foyer.test/', { method: 'POST', body, headers })
}

async function read(body: string | Uint8Array<ArrayBuffer> | null, headers = json) {
  return await readBody(sent(body, headers))
}

async function errorOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.problems[0]?.code ?? error.name}`
    throw error
  }
  return 'none'
}

/** JSON of exactly this many bytes. */
function jsonOf(bytes: number): string {
  return JSON.stringify('x'.repeat(bytes - 2))
}

function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer)
}

test('a body of the limit is read, one byte more is refused', async () => {
  expect((await read(jsonOf(BODY_LIMIT))).value).toHaveLength(BODY_LIMIT - 2)
  expect(await errorOf(read(jsonOf(BODY_LIMIT + 1)))).toBe('413 PayloadTooLargeError')
})

test('the limit counts bytes, not characters', async () => {
  const body = JSON.stringify('é'.repeat(BODY_LIMIT / 2))
  expect(body.length).toBeLessThan(BODY_LIMIT)
  expect(await errorOf(read(body))).toBe('413 PayloadTooLargeError')
})

test('a body without a declared length is refused as soon as it is too large', async () => {
  let given = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1
      controller.enqueue(new Uint8Array(10_240))
    },
  })
  const init = { method: 'POST', body, headers: json, duplex: 'half' }
  const request = new Request('https://foyer.test/', init)
  expect(await errorOf(readBody(request))).toBe('413 PayloadTooLargeError')
  expect(given).toBeLessThan(20)
})

test('a declared length above the limit is refused before a byte is read', async () => {
  const headers = { ...json, 'content-length': String(BODY_LIMIT + 1) }
  expect(await errorOf(read('{}', headers))).toBe('413 PayloadTooLargeError')
})

test('gzip is read, up to the limit after inflating, inclusive', async () => {
  const zipped = (bytes: number) => bytesOf(gzipSync(jsonOf(bytes)))
  expect((await read(bytesOf(gzipSync('{"a":1}')), gzip)).value).toEqual({ a: 1 })
  expect((await read(zipped(BODY_LIMIT), gzip)).value).toHaveLength(BODY_LIMIT - 2)
  expect(await errorOf(read(zipped(BODY_LIMIT + 1), gzip))).toBe('413 PayloadTooLargeError')
})

test('a gzip bomb is a 413', async () => {
  const bomb = bytesOf(gzipSync(Buffer.alloc(64 * 1024 * 1024)))
  expect(bomb.byteLength).toBeLessThan(BODY_LIMIT)
  expect(await errorOf(read(bomb, gzip))).toBe('413 PayloadTooLargeError')
})

test('a body that only claims to be gzip is a 400', async () => {
  const cut = bytesOf(gzipSync('{"a":1}').subarray(0, -9))
  for (const body of ['{}', '', cut]) {
    expect(await errorOf(read(body, gzip))).toBe('400 invalidJson')
  }
})

test('another encoding is not read, and refused like a wrong content type', async () => {
  const headers = { ...json, 'content-encoding': 'br' }
  expect(await read('{}', headers)).toEqual({ type: 'other', value: undefined })
})

test('invalid JSON is a 400', async () => {
  for (const body of ['{', "{'a':1}", '{"a":1,}', 'undefined', 'NaN', '{"a":1} x', '\u0000']) {
    expect(await errorOf(read(body))).toBe('400 invalidJson')
  }
})

test('a byte order mark is not part of the JSON', async () => {
  expect((await read('\ufeff{"a":1}')).value).toEqual({ a: 1 })
})

test('JSON is UTF-8, whatever charset is declared; other bytes are a 400', async () => {
  const headers = { 'content-type': 'application/json; charset=ISO-8859-1' }
  expect((await read('{"a":"é"}', headers)).value).toEqual({ a: 'é' })
  const latin = bytesOf(Buffer.from('{"a":"é"}', 'latin1'))
  expect(await errorOf(read(latin, headers))).toBe('400 invalidJson')
  const utf16 = bytesOf(Buffer.from('{"a":1}', 'utf16le'))
  expect(await errorOf(read(utf16, headers))).toBe('400 invalidJson')
})

test('the type of a body is its media type in any case, without parameters', async () => {
  const types = [
    ['Application/JSON ; charset=utf-8', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['text/plain', 'other'],
    ['application/ld+json', 'other'],
    ['application/json, text/plain', 'other'],
    ['', 'other'],
  ] as const
  for (const [type, expected] of types) {
    expect((await read('{}', { 'content-type': type })).type).toBe(expected)
  }
})

test('an empty JSON body is read as nothing', async () => {
  expect(await read('')).toEqual({ type: 'json', value: undefined })
})

test('a form keeps the last of two equal fields, and __proto__ as a field', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { value } = await read('a=1&a=2&__proto__=3&name=%E2%98%85+x', headers)
  expect(Object.entries(value ?? {})).toEqual([
    ['a', '2'],
    ['__proto__', '3'],
    ['name', '★ x'],
  ])
})

test('a route may set a higher or lower limit', async () => {
  const limit = (bytes: number, more: number) => readBody(sent(jsonOf(bytes)), more)
  expect((await limit(BODY_LIMIT + 1, BODY_LIMIT + 1)).value).toHaveLength(BODY_LIMIT - 1)
  expect(await errorOf(limit(11, 10))).toBe('413 PayloadTooLargeError')
  await expect(limit(11, 10)).rejects.toThrow('The body is larger than 10 bytes.')
  const inflated = sent(bytesOf(gzipSync(jsonOf(11))), gzip)
  expect(await errorOf(readBody(inflated, 10))).toBe('413 PayloadTooLargeError')
})

test('a body that breaks off is a 400, and not an error in the log', async () => {
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{'))
      controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
    },
  })
  const init = { method: 'POST', body, headers: json, duplex: 'half' }
  expect(await errorOf(readBody(new Request('https://foyer.test/', init)))).toBe('400 BadDataError')
})
