import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { cookieOf, errorOf, givenMember, signupBody, tokens, unknownToken } from './support/given'
import { send } from './support/send'
import { allowed } from './support/write'
import { reads, writes } from './support/writes'

/** Every path with its methods. */
const allow: [string, string][] = [
  [`/invite/${unknownToken}/validate`, 'GET, HEAD'],
  [`/invite/${unknownToken}/signup`, 'POST'],
  [`/invite/${unknownToken}/started`, 'POST'],
  [tokens, 'GET, HEAD, POST'],
  [`${tokens}/${unknownToken}`, 'GET, HEAD, PUT, DELETE'],
  [`${tokens}/${unknownToken}/rotate`, 'POST'],
  [`${tokens}/${unknownToken}/counts`, 'GET, HEAD'],
  [`${tokens}/${unknownToken}/users`, 'GET, HEAD'],
  ['/api/admin/invite-link/requests', 'GET, HEAD, PUT'],
  ['/api/admin/invite-link/requests/1', 'PUT'],
  ['/api/admin/invite-link/requests/1/answer', 'POST'],
  ['/auth/simple/login', 'POST'],
  ['/logout', 'POST'],
  ['/api/admin/user', 'GET, HEAD'],
  ['/api/admin/user/sessions', 'GET, HEAD'],
  ['/api/admin/user/sessions/1', 'DELETE'],
  ['/api/admin/user/tokens', 'GET, HEAD, POST'],
  ['/api/admin/user/tokens/1', 'DELETE'],
  ['/api/admin/user-admin', 'GET, HEAD'],
  ['/api/admin/user-admin/1', 'GET, HEAD, PUT, DELETE'],
  ['/api/admin/settings/logo', 'PUT, DELETE'],
  ['/api/admin/events', 'GET, HEAD'],
  ['/api/admin/stream', 'GET, HEAD'],
  ['/health', 'GET, HEAD'],
  ['/ready', 'GET, HEAD'],
  ['/new-user', 'GET, HEAD'],
  ['/openapi.json', 'GET, HEAD'],
]

for (const [path, methods] of allow) {
  test.describe(path.replace(unknownToken, ':token'), () => {
    const refused = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
      (method) => !methods.split(', ').includes(method),
    )
    for (const method of refused) {
      test(`${method} is a 405 with Allow: ${methods}`, async () => {
        const response = await call(method, path)
        expect([response.status, response.header('allow')]).toEqual([405, methods])
        if (method !== 'HEAD') expect(errorOf(response)).toBe('405 MethodNotAllowedError')
      })
    }

    test('OPTIONS lists the allowed methods', async () => {
      const response = await call('OPTIONS', path)
      expect([response.status, response.header('allow'), response.text]).toEqual([204, methods, ''])
    })
  })
}

test.describe('methods that no path allows', () => {
  for (const method of ['TRACE', 'PROPFIND', 'LOCK', 'SEARCH', 'PURGE']) {
    test(`${method} is a 405 with Allow, and reflects no header`, async () => {
      for (const path of ['/', tokens, '/api/nothing', `/invite/${unknownToken}/signup`]) {
        const headers = { 'x-secret': 'must not come back' }
        const response = await send(method, path, { headers })
        expect(response.status).toBe(405)
        expect(response.headers.get('allow')).toContain('GET')
        expect(response.text).toContain('MethodNotAllowedError')
        expect(response.text).not.toContain('must not come back')
      }
    })
  }
})

test.describe('HEAD', () => {
  for (const { path, access, status } of reads) {
    test(`${path.replace(unknownToken, ':token')} gets the same response as GET, without a body`, async () => {
      const as = await allowed(access)
      const get = await call('GET', path, { as })
      const head = await call('HEAD', path, { as })
      expect([get.status, head.status, head.text]).toEqual([status, status, ''])
      for (const name of ['content-type', 'location', 'etag', 'cache-control']) {
        expect(head.header(name), name).toBe(get.header(name))
      }
    })
  }

  test('needs the same rights as GET', async () => {
    expect((await call('HEAD', tokens)).status).toBe(401)
    expect((await call('HEAD', tokens, await givenMember())).status).toBe(403)
  })
})

test.describe('a trailing slash', () => {
  for (const { path, access, status } of reads) {
    const [before = '', query = ''] = path.split('?')
    const slashed = `${before}/${query && `?${query}`}`
    test(`GET ${slashed.replace(unknownToken, ':token')} is the same as without it`, async () => {
      const as = await allowed(access)
      expect((await call('GET', slashed, { as })).status).toBe(status)
    })
  }

  for (const write of writes) {
    test(`${write.method} ${write.name}/ is the same as without it, not a redirect`, async () => {
      const path = `${await write.path()}/`
      const options = { as: await allowed(write.access), ...(write.body && { body: write.body() }) }
      const response = await call(write.method, path, options)
      expect(response.status, response.text).toBe(write.status)
    })
  }

  test('a sign-in with one opens a session', async () => {
    const { user, as } = await givenMember()
    const me = await call('GET', '/api/admin/user/', { as })
    expect(me.json()).toMatchObject({ user: { id: user.id } })
    const again = await call('POST', '/auth/simple/login/', {
      body: { username: user.email, password: signupBody().password },
    })
    expect(cookieOf(again)).not.toBe('')
  })
})

test.describe('an unknown path under /api', () => {
  for (const path of ['/api', '/api/', '/api/x', '/api/admin', `${tokens}/a/b/c`, '/api/admin/x']) {
    test(`${path} is a 404 with the error body, whatever the method`, async () => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await call(method, path)
        expect(errorOf(response)).toBe('404 NotFoundError')
      }
      expect((await call('HEAD', path)).status).toBe(404)
    })
  }

  test('a malformed escape or NUL anywhere is a 400', async () => {
    for (const path of ['/api/%', '/api/%zz', '/api/a%00b', '/api/%c0%af', '/%']) {
      const response = await send('GET', path)
      expect([response.status, JSON.parse(response.text).name]).toEqual([400, 'BadDataError'])
    }
  })
})
