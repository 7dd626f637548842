import { once } from 'node:events'
import { connect } from 'node:net'
import bcrypt from 'bcrypt'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { BODY_LIMIT } from '@/lib/server/http/body'
import { provideEnv } from '@/lib/server/runtime/env'
import { findLink } from '@/lib/server/signup-tokens/signup-tokens'
import { givenLink, signupBody } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { withFastRoutes } from './fast-routes'
import { readRoutes } from './routes'
import { createAppServer } from './server'

const trust = { hops: 1, isProxy: () => true }
const server = createAppServer({
  trust,
  routes: readRoutes(process.cwd()),
  isHttps: true,
  dev: false,
})
let origin = ''
/** The requests that went to Next. */
let left: string[] = []

beforeAll(async () => {
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  server.serve(
    withFastRoutes(async ({ method, url }, response) => {
      left.push(`${method} ${url}`)
      response.end()
    }),
  )
})

afterAll(() => server.drain(100))

beforeEach(() => {
  left = []
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '0' })
})

test('validate is answered without Next, with the response of the route and the headers of every response', async () => {
  const { token } = await givenLink()
  const open = await fetch(`${origin}/invite/${token}/validate?utm_source=chat`)
  expect([open.status, await open.text()]).toEqual([200, ''])
  const { token: over } = await givenLink({ expiresAt: new Date(0) })
  const ended = await fetch(`${origin}/invite/${over}/validate/`)
  expect([ended.status, (await ended.json()).name]).toEqual([400, 'InviteExpiredError'])
  const wrong = await fetch(`${origin}/invite/no%2Ftoken/validate`, {
    headers: { accept: 'application/problem+json' },
  })
  expect([wrong.status, (await wrong.json()).status]).toEqual([400, 400])
  expect(wrong.headers.get('content-type')).toBe('application/problem+json')
  for (const { headers } of [open, ended, wrong]) {
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  }
  expect(left).toEqual([])
})

test('everything else goes to Next unchanged', async () => {
  const ask = (method: string, path: string) => fetch(origin + path, { method })
  await ask('HEAD', '/invite/x/validate')
  await ask('POST', '/invite/x/validate')
  await ask('GET', '/invite/x')
  await ask('GET', '/invite/x/validate/more')
  await ask('GET', '/invite/validate')
  await ask('GET', '/invite/x/signup')
  expect(left).toEqual([
    'HEAD /invite/x/validate',
    'POST /invite/x/validate',
    'GET /invite/x',
    'GET /invite/x/validate/more',
    'GET /invite/validate',
    'GET /invite/x/signup',
  ])
})

// CHECKLIST 28
test('a client counts by the address that the server determined, not by the one it claims', async () => {
  provideEnv({ VALIDATE_LIMIT_PER_MINUTE: '1' })
  const { token } = await givenLink()
  const ask = (forwarded: string) =>
    fetch(`${origin}/invite/${token}/validate`, { headers: { 'x-forwarded-for': forwarded } })
  const responses = [
    await ask('203.0.113.7'),
    await ask('198.51.100.1, 203.0.113.7'),
    await ask('203.0.113.8'),
  ]
  expect(responses.map(({ status }) => status)).toEqual([200, 429, 200])
})

test('each of fifty simultaneous requests gets the answer for its own link', async () => {
  const links = await Promise.all([givenLink(), givenLink({ expiresAt: new Date(0) })])
  const asked = Array.from({ length: 50 }, (_, n) => links[n % 2]?.token)
  const responses = asked.map((token) => fetch(`${origin}/invite/${token}/validate`))
  const heard = (await Promise.all(responses)).map(({ status }) => status)
  expect(heard).toEqual(asked.map((_, n) => (n % 2 === 0 ? 200 : 400)))
})

test('requests in one turn of the event loop share one statement', async () => {
  const links = await Promise.all([givenLink(), givenLink()])
  const tokens = Array.from({ length: 50 }, (_, n) => links[n % 2]?.token ?? '')
  let found: (string | undefined)[] = []
  const sent = await statementsOf(async () => {
    found = (await Promise.all(tokens.map(findLink))).map((link) => link?.id)
  })
  expect(found).toEqual(tokens.map((_, n) => links[n % 2]?.id))
  expect(sent).toHaveLength(1)
})

test('a sign-up is answered without Next, with the response of the route, for JSON and forms', async () => {
  const { token } = await givenLink()
  const path = `${origin}/invite/${token}/signup`
  const json = { 'content-type': 'application/json' }
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(path, { method: 'POST', redirect: 'manual', body, headers })
  const body = signupBody()
  const created = await post(JSON.stringify(body), json)
  expect([created.status, (await created.json()).email]).toEqual([201, body.email])
  expect(created.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-foyer=.*HttpOnly/),
  ])
  expect(created.headers.get('x-content-type-options')).toBe('nosniff')
  const taken = await post(JSON.stringify(body), json)
  expect([taken.status, (await taken.json()).name]).toEqual([409, 'NameExistsError'])
  const form = await post(new URLSearchParams(signupBody()))
  expect([form.status, form.headers.get('location')]).toEqual([303, '/welcome'])
  const foreign = await post('{}', { ...json, 'sec-fetch-site': 'cross-site' })
  expect(foreign.status).toBe(403)
  expect(left).toEqual([])
})

/** A connection that sends the headers of a sign-up and the given part of its body. */
async function sendPart(token: string, headers: string, part: string) {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  const first = `POST /invite/${token}/signup HTTP/1.1\r\nhost: localhost\r\n`
  socket.write(`${first}content-type: application/json\r\n${headers}\r\n\r\n${part}`)
  return socket
}

const chunked = 'transfer-encoding: chunked'
const chunkOf = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

test('a body that breaks off is never hashed and creates nobody', async () => {
  const { id, token } = await givenLink()
  const hash = vi.spyOn(bcrypt, 'hash')
  const whole = JSON.stringify(signupBody())
  for (const [headers, part] of [
    [`content-length: ${whole.length + 1}`, whole],
    [chunked, chunkOf(whole)],
  ] as const) {
    const socket = await sendPart(token, headers, part)
    socket.end()
    await once(socket.resume(), 'close')
  }
  expect((await fetch(`${origin}/invite/${token}/validate`)).status).toBe(200)
  expect(hash).not.toHaveBeenCalled()
  expect(await getDb().signupTokenUse.count({ where: { signupTokenId: id } })).toBe(0)
  hash.mockRestore()
})

test('an oversized body is refused as soon as that is certain', async () => {
  const { token } = await givenLink()
  for (const [headers, part] of [
    ['content-length: 1000000000', '{'],
    [chunked, chunkOf(' '.repeat(BODY_LIMIT + 1))],
  ] as const) {
    const socket = await sendPart(token, headers, part)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  }
})

test('the rest of it is discarded, and the next request of the connection is answered', async () => {
  const { token } = await givenLink()
  const whole = `${chunkOf(' '.repeat(BODY_LIMIT * 20))}0\r\n\r\n`
  const next = `GET /invite/${token}/validate HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`
  const socket = await sendPart(token, chunked, whole + next)
  let heard = ''
  for await (const part of socket) heard += part
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200'])
})
