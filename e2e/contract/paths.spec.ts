import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { expect, test } from 'playwright/test'
import { admin, givenLink, givenMember, signupBody, tokens, unknownToken } from './support/given'
import { appUrl, send } from './support/send'

// A request has one path (docs/decisions/0041): headers, checks and Next see the same one.

const writes = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The built routes: `/admin/links/[id]/page`, with its path. */
async function builtRoutes() {
  const text = await readFile('.next/app-path-routes-manifest.json', 'utf8')
  const built = Object.entries(JSON.parse(text) as Record<string, string>)
  return built
    .filter(([, path]) => !path.startsWith('/_'))
    .map(([key, path]) => ({
      isPage: key.endsWith('/page'),
      path: path.replace(/\[\[?(\.\.\.)?\w+\]\]?/g, unknownToken),
    }))
}

/**
 * Announces a body, sends none of it, and returns the response. A server that reads the body first
 * would wait for it.
 */
async function announce(method: string, path: string): Promise<string> {
  const { hostname, port } = new URL(appUrl())
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(`${method} ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 10485760\r\n\r\n`)
  let response = ''
  for await (const chunk of socket) {
    response += String(chunk)
    if (response.includes('}')) break
  }
  return response
}

// ATTACK 17
test('every page refuses every write with a 405 and Allow, before reading the body', async () => {
  const pages = (await builtRoutes()).filter(({ isPage }) => isPage)
  expect(pages.length).toBeGreaterThan(15)
  for (const { path } of pages) {
    for (const method of writes) {
      expect([path, await announce(method, path)]).toEqual([
        path,
        expect.stringMatching(
          /^HTTP\/1\.1 405 [\s\S]*\r\nallow: GET, HEAD\r\n[\s\S]*MethodNotAllowed/i,
        ),
      ])
    }
  }
})

test('every route is known: an unsupported method is a 405 with Allow, never a 404 from the server', async () => {
  const routes = (await builtRoutes()).filter(
    ({ isPage, path }) => !isPage && path !== `/api/${unknownToken}`,
  )
  expect(routes.length).toBeGreaterThan(30)
  for (const { path } of routes) {
    const response = await send('PATCH', path)
    expect([path, response.status]).toEqual([path, 405])
    expect(response.headers.get('allow')).toMatch(/GET|POST|PUT|DELETE/)
  }
})

// ATTACK 6, 17
test('a write to an unknown path is a 404 with the error body, before its body is read', async () => {
  const paths = [
    '/nothing',
    '/x/../nothing',
    '/login/x',
    '/invite/a/b',
    '/_next/static/x',
    '/_next/image',
  ]
  for (const path of [...paths, '/closed', '/%2e%2e/nothing', '/account%2Ftokens', '/invitation']) {
    for (const method of writes) {
      expect([path, await announce(method, path)]).toEqual([
        path,
        expect.stringMatching(/^HTTP\/1\.1 404 [\s\S]*application\/json[\s\S]*"NotFoundError"/i),
      ])
    }
  }
})

// ATTACK 17
test('a page reached through dots and escapes has the same headers, and refuses writes', async () => {
  const plain = await send('GET', '/login')
  for (const path of [
    ...['/x/../login', '/login/.', '/./login', '/%2e/login', '/x/%2E%2e/login', '/../../login'],
    ...['/_next/static/../../login', '/_next/static/%2e%2e/%2e%2e/login', '//login//', '/%6cogin'],
  ]) {
    const response = await send('GET', path)
    expect([path, response.status]).toEqual([path, 200])
    const names = (headers: Map<string, string>) => [...headers.keys()].toSorted()
    expect([path, names(response.headers)]).toEqual([path, names(plain.headers)])
    expect(response.headers.get('x-frame-options')).toBe('DENY')
    for (const method of writes) {
      expect([path, method, (await send(method, path)).status]).toEqual([path, method, 405])
    }
  }
})

// ATTACK 17
test('a route requires the same rights however its path is written', async () => {
  const { secret } = await givenLink()
  for (const path of [`/x/../invite/${secret}/signup`, `/%69nvite/${secret}/./signup`]) {
    expect((await send('POST', path, { body: signupBody() })).status).toBe(201)
  }
  expect((await send('GET', `/_next/../invite/${secret}/validate`)).status).toBe(200)
  for (const path of [
    '/x/../api/admin/user-admin',
    '/api/%61dmin/user-admin',
    '/api//admin/user-admin/.',
  ]) {
    expect((await send('GET', path)).status).toBe(401)
    expect((await send('GET', path, { as: (await givenMember()).as })).status).toBe(403)
    expect((await send('GET', path, { as: admin })).status).toBe(200)
  }
})

// ATTACK 5
test('unused features of Next are a 404: image optimiser, page data, its own pages', async () => {
  const build = (await readFile('.next/BUILD_ID', 'utf8')).trim()
  const { secret } = await givenLink()
  const off = [
    ...[
      '/_next/image?url=/invitation.png&w=640&q=75',
      `/_next/image?url=/invite/${secret}/validate`,
    ],
    ...['/x/../_next/image?url=/invitation.png&w=640&q=75', '/%5fnext/image?url=/invitation.png'],
    ...[`/_next/data/${build}/login.json`, '/_global-error', '/_not-found', '/_next/webpack-hmr'],
    ...['/login.rsc', `/invite/${secret}.rsc`, '/api/admin/user.rsc', `/invite/${secret}.r%73c`],
  ]
  for (const path of off) {
    for (const method of ['GET', 'POST']) {
      const { status, text } = await send(method, path, { as: admin })
      expect([path, status, JSON.parse(text).name]).toEqual([path, 404, 'NotFoundError'])
    }
  }
})

// ATTACK 20
test('router headers that Next cannot parse change nothing: the page is returned as data', async () => {
  /** Next first redirects to an address with a hash of these headers. */
  const ask = async (headers: Record<string, string>) => {
    const first = await send('GET', '/login', { headers })
    expect(first.status).toBe(307)
    const { pathname, search } = new URL(first.headers.get('location') ?? '', appUrl())
    return await send('GET', pathname + search, { headers })
  }
  for (const tree of ['x', '%', '[]', '{}', '%5B%22%22%5D', '[[[[', 'null', 'x'.repeat(9000)]) {
    const response = await ask({ rsc: '1', 'next-router-state-tree': tree })
    expect([tree, response.status]).toEqual([tree, 200])
    expect(response.headers.get('content-type')).toContain('text/x-component')
  }
  // The run ends by looking for errors in the log (e2e/global-setup.ts).
  for (const prefetch of ['2', '0', 'x']) {
    const response = await ask({ rsc: '1', 'next-router-prefetch': prefetch })
    expect([prefetch, response.status]).toEqual([prefetch, 200])
  }
})

test('a read with the x-foyer-write header cannot bypass proxy.ts', async () => {
  const headers = { 'x-foyer-write': '1' }
  expect((await send('GET', `/closed/${unknownToken}`, { headers })).status).toBe(307)
  expect((await send('GET', `/invite/${unknownToken}`, { headers })).status).toBe(404)
})

// ATTACK 24
test('two Host headers are a 400 (RFC 9112, 3.2)', async () => {
  const { hostname, port } = new URL(appUrl())
  for (const hosts of ['Host: a\r\nHost: b', 'Host: localhost\r\nhost: localhost']) {
    for (const path of ['/health', '/login', tokens]) {
      const socket = connect(Number(port), hostname)
      socket.write(`GET ${path} HTTP/1.1\r\n${hosts}\r\nConnection: close\r\n\r\n`)
      let response = ''
      for await (const chunk of socket) response += String(chunk)
      expect(response).toMatch(/^HTTP\/1\.1 400 [\s\S]*"BadDataError"/)
    }
  }
})

// ATTACK 4, CHECKLIST 50
test('signing in or out never redirects to another host, whatever `next` resolves to', async () => {
  const evil = [
    ...[
      '/.//evil.test',
      '/..//evil.test',
      '/x/..//evil.test',
      '/%2e//evil.test',
      '/%2E%2e//evil.test',
    ],
    ...['/.//user@evil.test', '/./\\evil.test', '/.\t//evil.test', '//evil.test', '/\\evil.test'],
  ]
  const { user, as } = await givenMember()
  const password = signupBody().password
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const next of evil) {
    const query = new URLSearchParams({ next }).toString()
    const raw = new URLSearchParams({ username: user.email, password }).toString()
    const signedIn = await send('POST', `/login/form?${query}`, { raw, headers: type })
    expect([next, signedIn.status, signedIn.headers.get('location')]).toEqual([next, 303, '/'])
    const failed = await send('POST', `/login/form?${query}`, { raw: 'username=x', headers: type })
    expect(failed.headers.get('location')).toMatch(/^\/login\?error=\w+&next=%2F#/)
    const already = await send('GET', `/login?${query}`, { as })
    expect([next, already.status, already.headers.get('location')]).toEqual([next, 307, '/account'])
    const shown = await send('GET', `/login?${query}`)
    expect(shown.text).toContain('action="/login/form?next=%2F"')
    const session = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const out = await send('POST', `/logout?${query}`, { as: { cookie: session } })
    expect([next, out.status, out.headers.get('location')]).toEqual([next, 302, '/login'])
  }
})
