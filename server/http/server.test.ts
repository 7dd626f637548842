import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRoutes } from './routes'
import { type AppServer, createAppServer } from './server'

// Real sockets: what matters here is what goes over the wire.

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

/** Sends bytes as they are, and gives back all that comes until the connection ends. */
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

/** Something to wait for, until it is let go on. */
function gate() {
  let finish = () => {}
  const waiting = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { waiting, finish: () => finish() }
}

const statusOf = (answer: string) => Number(answer.split(' ')[1])
const errorOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))

test('until it serves, everything is 503 with the error body', async () => {
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

test('trailing and repeated slashes go, the query stays, a whole URL counts by its path', async () => {
  expect(await get('/invite//T///signup?a=//')).toMatch(/GET \/invite\/T\/signup\?a=\/\/$/)
  expect(await get('//evil.test/x')).toMatch(/GET \/evil\.test\/x$/)
  expect(await get('/x/%2e%2E/login/./?next=/../x')).toMatch(/GET \/login\?next=\/\.\.\/x$/)
  expect(await get('/invite/T/signup/?a=1/')).toMatch(/GET \/invite\/T\/signup\?a=1\/$/)
  expect(await get('/')).toMatch(/GET \/$/)
  expect(await get('///')).toMatch(/GET \/$/)
  expect(await get('http://evil.test/login/?next=1')).toMatch(/GET \/login\?next=1$/)
})

test('malformed escapes are 400 with the name that fits the place', async () => {
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

test('an error is problem+json for who asks for it, and has no body for HEAD', async () => {
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

test('a write to a page is 405; to a route it goes through', async () => {
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
test('the client is who the trusted proxy says, and nothing else about it is believed', async () => {
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
    'content-security-policy': expect.stringContaining("'nonce-"),
  })
})

test('headers that do not end, a body that does not end: 408; both too large or broken: 4xx', async () => {
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

test('draining finishes what is under way, and lets nothing new in', async () => {
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

test('who is being answered when draining begins hears that the connection ends', async () => {
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

test('what is sent behind the last answer of a connection is not done', async () => {
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
test('a write to what is not there is a 404 before its body is read; reading it is for Next', async () => {
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
test('what Next has and nobody uses is a 404, however it is written', async () => {
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
test('so is one with two hosts, or with what is no host; an empty one is allowed (RFC 9112, 3.2)', async () => {
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

/** A server with a port of its own, that takes two connections. */
async function givenSmallServer() {
  const small = createAppServer(settings, { maxConnections: 2 })
  await small.listen(0, '127.0.0.1')
  small.serve(echo)
  const address = small.http.address()
  return { small, at: typeof address === 'object' && address ? address.port : 0 }
}

// ATTACK 6
test('what is over the most connections is closed at once where all others are being answered', async () => {
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
test('connections that only wait keep nobody out: the oldest of the address with the most gives way', async () => {
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

test('a connection that is kept and not used makes room for the next one', async () => {
  const { small, at } = await givenSmallServer()
  for (let n = 0; n < 6; n += 1) {
    const socket = connect(at, '127.0.0.1')
    socket.write('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: keep-alive/i)
  }
  await small.drain(100)
})

test('before the port closes, /ready alone is 503; a connection made in the last moment is served', async () => {
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

test('draining cuts off what does not end in time', async () => {
  server.serve(() => new Promise(() => {}))
  const answer = raw('GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server.http, 'request')
  await server.drain(50)
  expect(await answer).toBe('')
})

test('a page may be asked for as data, nothing else', async () => {
  await get('/login?next=/account', 'RSC: 1\r\n')
  await get('/api/admin/settings', 'RSC: 1\r\n')
  expect(seen.map(({ headers }) => headers.rsc)).toEqual(['1', undefined])
})

// ATTACK 20
test('what the router of Next says is passed on with a page as data, where it can be read', async () => {
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

test('nothing that Next takes for a server action reaches it', async () => {
  await get('/nothing', 'Next-Action: x\r\nContent-Type: Multipart/form-data; boundary=x\r\n')
  await get('/nothing', 'Content-Type: application/json\r\n')
  expect(seen.map(({ headers }) => [headers['next-action'], headers['content-type']])).toEqual([
    [undefined, undefined],
    [undefined, 'application/json'],
  ])
})

test('an expectation that nobody knows is an ordinary request', async () => {
  expect(await get('/health', 'Expect: nonsense\r\n')).toMatch(/^HTTP\/1\.1 200 .*GET \/health$/s)
})

test('an upgrade that nobody knows is an ordinary request', async () => {
  const request = httpRequest({ port, host: '127.0.0.1', path: '/health' })
  request.setHeader('connection', 'upgrade')
  request.setHeader('upgrade', 'h2c')
  request.end()
  const [response] = await once(request, 'response')
  expect(response.statusCode).toBe(200)
  response.resume()
})
