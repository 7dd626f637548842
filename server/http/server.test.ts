import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRoutes } from './routes'
import { type AppServer, createAppServer } from './server'

// These tests use real sockets, because the bytes on the wire matter.

const trust = { hops: 1, isProxy: () => true }
const settings = { trust, routes: readRoutes(process.cwd()), isHttps: true, dev: false }

let server: AppServer
let port = 0
let seen: IncomingMessage[] = []

beforeEach(async () => {
  seen = []
  server = createAppServer(settings, { headersTimeout: 300, requestTimeout: 600 })
  await server.listen(0, '127.0.0.1')
  const address = server.http.address()
  port = typeof address === 'object' && address ? address.port : 0
  server.serve(echo)
})

afterEach(() => server.drain(100))

async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  seen.push(request)
  for await (const _ of request);
  response.end(`${request.method} ${request.url}`)
}

/** Sends raw bytes and returns everything received until the connection closes. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(text)
  return await readAll(socket)
}

async function readAll(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

const get = (target: string, headers = '') =>
  raw(`GET ${target} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`)
const send = (method: string, target: string) =>
  raw(`${method} ${target} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)

/** A promise to wait for, and the function that resolves it. */
function gate() {
  let finish = () => {}
  const waiting = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { waiting, finish: () => finish() }
}

const statusOf = (answer: string) => Number(answer.split(' ')[1])
const errorOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))

test('until it serves, everything is a 503 with the error body', async () => {
  const early = createAppServer(settings)
  await early.listen(0, '127.0.0.1')
  const address = early.http.address()
  const { port: at } = typeof address === 'object' && address ? address : { port: 0 }
  const response = await fetch(`http://127.0.0.1:${at}/ready`)
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(await response.json()).toMatchObject({ name: 'UnavailableError', details: [] })
  await early.drain(100)
})

test('trailing and repeated slashes are removed, the query stays, and of an absolute URL only the path counts', async () => {
  expect(await get('/invite//T///signup?a=//')).toMatch(/GET \/invite\/T\/signup\?a=\/\/$/)
  expect(await get('//evil.test/x')).toMatch(/GET \/evil\.test\/x$/)
  expect(await get('/x/%2e%2E/login/./?next=/../x')).toMatch(/GET \/login\?next=\/\.\.\/x$/)
  expect(await get('/invite/T/signup/?a=1/')).toMatch(/GET \/invite\/T\/signup\?a=1\/$/)
  expect(await get('/')).toMatch(/GET \/$/)
  expect(await get('///')).toMatch(/GET \/$/)
  expect(await get('http://evil.test/login/?next=1')).toMatch(/GET \/login\?next=1$/)
})

test('malformed escapes are a 400 with the error name that fits the path', async () => {
  for (const bad of ['%', '%zz', '%e0%a4', '%c0%ae', 'a%00']) {
    const invite = await get(`/invite/${bad}`)
    expect(statusOf(invite)).toBe(400)
    expect(errorOf(invite)).toMatchObject({ name: 'InviteInvalidError', details: [] })
    expect(errorOf(await get(`/api/${bad}`))).toMatchObject({ name: 'BadDataError' })
  }
  expect(statusOf(await get('*'))).toBe(400)
  expect(statusOf(await get('/\\evil.test'))).toBe(400)
  expect(seen).toEqual([])
})

test('an error is problem+json if requested, and has no body for HEAD', async () => {
  const problem = await get('/api/%', 'Accept: application/problem+json\r\n')
  expect(problem).toMatch(/content-type: application\/problem\+json/i)
  expect(errorOf(problem)).toMatchObject({ status: 400, code: 'BadDataError' })
  expect(await send('HEAD', '/api/%')).toMatch(/^HTTP\/1\.1 400 [\s\S]*\r\n\r\n$/)
})

test('TRACE, CONNECT and unknown methods are 405 with Allow', async () => {
  for (const answer of [
    await send('TRACE', '/health'),
    await send('PROPFIND', '/health'),
    await raw('CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n'),
  ]) {
    expect(statusOf(answer)).toBe(405)
    expect(answer).toMatch(/allow: GET, HEAD/i)
    expect(errorOf(answer)).toMatchObject({ name: 'MethodNotAllowedError' })
  }
})

test('a write to a page is a 405; a write to a route is passed on', async () => {
  const pages = ['/', '/login', '/welcome/', '/account', '/admin', '/admin/links/1', '/invite/T']
  for (const page of pages) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await send(method, page)
      expect(statusOf(answer)).toBe(405)
      expect(answer).toMatch(/allow: GET, HEAD\r\n/i)
    }
  }
  expect(seen).toEqual([])
  // ATTACK 17
  for (const page of ['/x/../login', '/login/.', '/%6cogin', '/invitation.png', '/icon.svg']) {
    expect(await send('POST', page)).toMatch(/^HTTP\/1\.1 405 [\s\S]*allow: GET, HEAD\r\n/i)
  }
  expect(seen).toEqual([])
  const routes = ['/invite/T/signup', '/auth/simple/login', '/api/admin/user', '/logout']
  for (const route of routes) expect(statusOf(await send('POST', route))).toBe(200)
})

// CHECKLIST 28
test('a trusted proxy states only the client address; its other headers are ignored', async () => {
  await get(
    '/health',
    'X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 192.0.2.2, 192.0.2.3\r\n' +
      'X-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\n' +
      'X-Real-IP: 192.0.2.9\r\nForwarded: for=192.0.2.9\r\n' +
      'X-Middleware-Subrequest: 1\r\nX-Invoke-Path: /admin\r\nX-Matched-Path: /admin\r\n' +
      'X-Foyer-Write: 1\r\nNext-Url: /admin\r\n',
  )
  expect(seen[0]?.headers).toEqual({
    host: 'x',
    connection: 'close',
    'x-forwarded-for': '192.0.2.3',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    'content-security-policy': expect.stringContaining("'nonce-"),
  })
})

test('incomplete headers or body: 408; oversized or malformed: 4xx', async () => {
  const slow = await Promise.all([
    raw('GET / HTTP/1.1\r\nHost: x\r\n'),
    raw('POST /api/x HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc'),
  ])
  expect(slow.map(statusOf)).toEqual([408, 408])
  expect(statusOf(await get('/', `X-Large: ${'a'.repeat(20_000)}\r\n`))).toBe(431)
  const broken = await raw('nonsense\r\n\r\n')
  expect(statusOf(broken)).toBe(400)
  expect(errorOf(broken)).toMatchObject({ name: 'BadDataError', message: 'Bad Request' })
})

test('draining finishes open requests and accepts no new ones', async () => {
  const { waiting, finish } = gate()
  server.serve(async (request, response) => {
    seen.push(request)
    await waiting
    response.end('finished')
  })
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  const answer = raw('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server.http, 'request')
  const drained = server.drain(5_000)
  await once(idle.resume(), 'close')
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
  finish()
  expect(await answer).toMatch(/connection: close[\s\S]*finished/i)
  await drained
})

test('a response under way when draining begins announces that the connection closes', async () => {
  const { waiting, finish } = gate()
  server.serve(async (_request, response) => {
    await waiting
    response.end('finished')
  })
  const answer = raw('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server.http, 'request')
  const drained = server.drain(5_000, 300)
  finish()
  expect(await answer).toMatch(/connection: close[\s\S]*finished/i)
  await drained
})

test('a request sent after the last response of a connection is not processed', async () => {
  const { waiting, finish } = gate()
  server.serve(async (request, response) => {
    seen.push(request)
    response.flushHeaders()
    await waiting
    response.end('finished')
  })
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  socket.write('GET /first HTTP/1.1\r\nHost: x\r\n\r\n')
  const [head] = await once(socket, 'data')
  expect(String(head)).toMatch(/connection: keep-alive/i)
  const drained = server.drain(5_000, 300)
  finish()
  await once(socket.resume(), 'end')
  socket.end('POST /second HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n')
  await drained
  expect(seen.map(({ url }) => url)).toEqual(['/first'])
})

// ATTACK 6, 17
test('a write to an unknown path is a 404 before its body is read; a GET goes to Next', async () => {
  for (const path of [
    '/nothing',
    '/x/../nothing',
    '/login/nothing',
    '/_next/static/x.js',
    '/_next/x',
  ]) {
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n`
    const answer = await raw(head)
    expect([path, statusOf(answer)]).toEqual([path, 404])
    expect(errorOf(answer)).toMatchObject({ name: 'NotFoundError' })
  }
  expect(seen).toEqual([])
  expect(statusOf(await get('/nothing'))).toBe(200)
})

// ATTACK 5
test('unused parts of Next are a 404, however the path is written', async () => {
  const unused = ['/_next/image?url=/x', '/_next/data/b/login.json', '/_global-error', '/_next/x']
  for (const path of [
    ...unused,
    '/x/../_next/image',
    '//_next//image',
    '/%5fnext/image',
    '/a%2Fb',
    '/login.rsc',
    '/invite/T.rs%63',
    '/api/admin/user.rsc',
  ]) {
    expect([path, statusOf(await get(path))]).toEqual([path, 404])
  }
  expect(seen).toEqual([])
})

test('a request without a host is a 400 with the error body', async () => {
  const answer = await raw('GET /health HTTP/1.1\r\nConnection: close\r\n\r\n')
  expect(statusOf(answer)).toBe(400)
  expect(errorOf(answer)).toMatchObject({ name: 'BadDataError' })
  expect(answer).toMatch(/x-content-type-options: nosniff/i)
  expect(seen).toEqual([])
})

// ATTACK 24
test('so is one with two hosts or an invalid one; an empty host is allowed (RFC 9112, 3.2)', async () => {
  for (const hosts of [
    'Host: a\r\nHost: a',
    'Host: a\r\nhOST: b',
    'Host: a b',
    'Host: a/b',
    'Host: "',
  ]) {
    const answer = await raw(`GET /health HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)
    expect([hosts, statusOf(answer)]).toEqual([hosts, 400])
    expect(errorOf(answer)).toMatchObject({ name: 'BadDataError' })
  }
  for (const host of ['', 'a:1', '[::1]:1', 'xn--a.test', '%C3%A9.test']) {
    const answer = await raw(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect([host, statusOf(answer)]).toEqual([host, 200])
  }
})

/** A server with its own port that accepts two connections. */
async function givenSmallServer() {
  const small = createAppServer(settings, { maxConnections: 2 })
  await small.listen(0, '127.0.0.1')
  small.serve(echo)
  const address = small.http.address()
  return { small, at: typeof address === 'object' && address ? address.port : 0 }
}

// ATTACK 6
test('a connection over the maximum is closed at once if all others are being answered', async () => {
  const { small, at } = await givenSmallServer()
  small.serve(() => new Promise(() => {}))
  const busy = [connect(at, '127.0.0.1'), connect(at, '127.0.0.1')]
  for (const socket of busy) {
    socket.write('GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n')
    await once(small.http, 'request')
  }
  expect(await readAll(connect(at, '127.0.0.1'))).toBe('')
  expect(busy.map(({ destroyed }) => destroyed)).toEqual([false, false])
  await small.drain(10)
})

// ATTACK 6
test('waiting connections keep nobody out: the address with the most loses its oldest one', async () => {
  const parts = [
    '',
    'GET / HTTP/1.1\r\n',
    'POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
  ]
  for (const part of parts) {
    const { small, at } = await givenSmallServer()
    small.serve(echo)
    const other = connect({ port: at, host: '127.0.0.1', localAddress: '127.0.0.2' })
    await once(other, 'connect')
    const waiting = connect(at, '127.0.0.1')
    await once(waiting, 'connect')
    waiting.write(part)
    const closed = once(waiting.resume(), 'close')
    const last = connect(at, '127.0.0.1')
    last.write('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    const lastToo = connect(at, '127.0.0.1')
    lastToo.write('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    await closed
    expect(await readAll(lastToo)).toMatch(/^HTTP\/1\.1 200 /)
    other.destroy()
    await small.drain(10)
  }
})

test('an idle connection makes room for the next one', async () => {
  const { small, at } = await givenSmallServer()
  for (let n = 0; n < 6; n += 1) {
    const socket = connect(at, '127.0.0.1')
    socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: keep-alive/i)
  }
  await small.drain(100)
})

test('before the port closes, only /ready is a 503; a last-moment connection is served', async () => {
  const url = `http://127.0.0.1:${port}`
  const drained = server.drain(5_000, 300)
  const ready = await fetch(`${url}/ready`)
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1'])
  const other = await fetch(`${url}/health`)
  expect([other.status, other.headers.get('connection')]).toEqual([200, 'close'])
  const late = connect(port, '127.0.0.1')
  await once(late, 'connect')
  await expect.poll(() => server.http.listening).toBe(false)
  late.write('GET /late HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(await readAll(late)).toMatch(/200[\s\S]*connection: close[\s\S]*GET \/late/i)
  await drained
})

test('draining cuts off requests that do not finish in time', async () => {
  server.serve(() => new Promise(() => {}))
  const answer = raw('GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server.http, 'request')
  await server.drain(50)
  expect(await answer).toBe('')
})

test('only a page can be requested as data', async () => {
  await get('/login?next=/account', 'RSC: 1\r\n')
  await get('/api/admin/settings', 'RSC: 1\r\n')
  expect(seen.map(({ headers }) => headers.rsc)).toEqual(['1', undefined])
})

// ATTACK 20
test('headers of Next’s router are passed on for page data if they can be parsed', async () => {
  const tree = encodeURIComponent('["",{"children":["login",{}]}]')
  const other = 'Next-Url: /\r\nNext-Router-Prefetch: 1\r\n'
  await get('/login', `RSC: 1\r\nNext-Router-State-Tree: ${tree}\r\n${other}`)
  for (const bad of [
    'x',
    '[]',
    '%5B%22%22%5D',
    '%',
    '{}',
    `${tree}\r\nNext-Router-State-Tree: ${tree}`,
  ]) {
    await get('/login', `RSC: 1\r\nNext-Router-State-Tree: ${bad}\r\n${other}`)
  }
  await get('/login', `Next-Router-State-Tree: ${tree}\r\n${other}`)
  const passed = seen.map(({ headers }) => [
    headers['next-router-state-tree'],
    headers['next-url'],
    headers['next-router-prefetch'],
  ])
  const dropped = Array.from({ length: 6 }, () => [undefined, '/', '1'])
  expect(passed).toEqual([[tree, '/', '1'], ...dropped, [undefined, undefined, undefined]])
})

test('nothing that Next treats as a server action reaches it', async () => {
  await get('/nothing', 'Next-Action: x\r\nContent-Type: Multipart/form-data; boundary=x\r\n')
  await get('/nothing', 'Content-Type: application/json\r\n')
  expect(seen.map(({ headers }) => [headers['next-action'], headers['content-type']])).toEqual([
    [undefined, undefined],
    [undefined, 'application/json'],
  ])
})

test('a request with an unknown expectation is an ordinary request', async () => {
  expect(await get('/health', 'Expect: nonsense\r\n')).toMatch(/^HTTP\/1\.1 200 .*GET \/health$/s)
})

test('a request with an unknown upgrade is an ordinary request', async () => {
  const request = httpRequest({ port, host: '127.0.0.1', path: '/health' })
  request.setHeader('connection', 'upgrade')
  request.setHeader('upgrade', 'h2c')
  request.end()
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(200)
  response.resume()
})
