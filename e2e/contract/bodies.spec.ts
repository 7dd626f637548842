import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenLink, pathsOf, signupBody, tokens } from './support/given'

const limit = 102_400
const json = { 'content-type': 'application/json' }
const gzip = { ...json, 'content-encoding': 'gzip' }

async function post(raw: string | Buffer, headers: Record<string, string> = json) {
  const { secret } = await givenLink()
  return await call('POST', `/invite/${secret}/signup`, { raw, headers })
}

/** A valid body of exactly this many bytes. */
function padded(bytes: number): string {
  const text = JSON.stringify(signupBody())
  return text + ' '.repeat(bytes - text.length)
}

test.describe('the size of a body', () => {
  test('a body of 102400 bytes is accepted, one byte more is a 413', async () => {
    expect((await post(padded(limit))).status).toBe(201)
    expect(errorOf(await post(padded(limit + 1)))).toBe('413 PayloadTooLargeError')
  })

  test('the limit applies to the decompressed size', async () => {
    expect((await post(gzipSync(padded(limit)), gzip)).status).toBe(201)
    const over = await post(gzipSync(padded(limit + 1)), gzip)
    expect(errorOf(over)).toBe('413 PayloadTooLargeError')
    const bomb = await post(gzipSync(Buffer.alloc(50_000_000)), gzip)
    expect(errorOf(bomb)).toBe('413 PayloadTooLargeError')
  })

  test('the limit also applies to chunked bodies without Content-Length', async () => {
    const { secret } = await givenLink()
    const path = `/invite/${secret}/signup`
    const options = (bytes: number) => ({ raw: padded(bytes), headers: json, chunked: true })
    expect((await call('POST', path, options(limit))).status).toBe(201)
    expect(errorOf(await call('POST', path, options(limit + 1)))).toBe('413 PayloadTooLargeError')
  })
})

test.describe('the encoding of a body', () => {
  test('gzip is accepted, as gzip or x-gzip and in any case', async () => {
    for (const encoding of ['gzip', 'x-gzip', 'GZIP']) {
      const headers = { ...json, 'content-encoding': encoding }
      expect((await post(gzipSync(JSON.stringify(signupBody())), headers)).status).toBe(201)
    }
  })

  test('a body declared as gzip that is not valid gzip is a 400', async () => {
    const whole = gzipSync(JSON.stringify(signupBody()))
    for (const raw of [JSON.stringify(signupBody()), whole.subarray(0, -9)]) {
      expect(errorOf(await post(raw, gzip))).toBe('400 BadDataError')
    }
  })

  test('any other encoding is a 415', async () => {
    for (const encoding of ['br', 'deflate', 'zstd', 'gzip, gzip', 'nonsense']) {
      const headers = { ...json, 'content-encoding': encoding }
      expect(errorOf(await post('{}', headers)), encoding).toBe('415 ContentTypeError')
    }
  })

  test('bytes that are not valid UTF-8 are a 400', async () => {
    const raw = Buffer.from(JSON.stringify(signupBody({ name: 'Zo\u00eb' })), 'latin1')
    expect(errorOf(await post(raw))).toBe('400 BadDataError')
  })
})

test.describe('the type of a body', () => {
  const good = [
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="utf-8";x=y',
    ' application/json ',
  ]
  for (const type of good) {
    test(`${JSON.stringify(type)} is accepted`, async () => {
      const response = await post(JSON.stringify(signupBody()), { 'content-type': type })
      expect(response.status).toBe(201)
    })
  }

  const bad = ['text/plain', 'text/json', 'application/ld+json', 'application/jsonx', 'json', '']
  for (const type of [...bad, 'multipart/form-data; boundary=x', 'application/problem+json']) {
    test(`${JSON.stringify(type)} is a 415`, async () => {
      const response = await post(JSON.stringify(signupBody()), { 'content-type': type })
      expect(errorOf(response)).toBe('415 ContentTypeError')
    })
  }
})

test.describe('invalid JSON', () => {
  for (const raw of ['{', '{"a":1}x', "{'a':1}", '{"a":NaN}', '{"a":1,}', '\u0000', '[1', '{}{}']) {
    test(`${JSON.stringify(raw)} is a 400 on /body`, async () => {
      const response = await post(raw)
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual(['/body'])
    })
  }

  test('a deeply nested body is a 400 and crashes nothing', async () => {
    const response = await post('['.repeat(50_000) + ']'.repeat(50_000))
    expect(errorOf(response)).toBe('400 BadDataError')
  })
})

test('with duplicate keys the last one wins, for administrators too', async () => {
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  const raw = `{"name":"First","maxUses":0,"name":"Last","maxUses":5,"expiresAt":"${expiresAt}"}`
  const response = await call('POST', tokens, { raw, headers: json, as: admin })
  expect(response.json()).toMatchObject({ name: 'Last', maxUses: 5 })
})

test('a change to a link with __proto__ in its body is a 400 on it', async () => {
  const { secret } = await givenLink()
  const raw = '{"enabled":true,"__proto__":{"revoked":false}}'
  const path = `${tokens}/${secret}`
  const response = await call('PUT', path, { raw, headers: json, as: admin })
  expect(errorOf(response)).toBe('400 BadDataError')
  expect(pathsOf(response)).toEqual(['/body/__proto__'])
})
