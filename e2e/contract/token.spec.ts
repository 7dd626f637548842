import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenLink,
  givenMember,
  inSeconds,
  pathsOf,
  tokens,
  unknownToken,
} from './support/given'

const day = 86_400

async function put(secret: string, body: unknown, headers = {}) {
  return await call('PUT', `${tokens}/${secret}`, { body, as: admin, headers })
}

for (const [method, tail] of [
  ['GET', ''],
  ['PUT', ''],
  ['DELETE', ''],
  ['POST', '/rotate'],
  ['GET', '/users'],
  ['GET', '/counts'],
] as const) {
  test.describe(`${method} ${tokens}/:token${tail}`, () => {
    const options = method === 'PUT' ? { body: { enabled: true } } : {}

    test('without credentials it is a 401, for an editor a 403, for an unknown token a 404', async () => {
      const { secret } = await givenLink()
      const path = `${tokens}/${secret}${tail}`
      expect(errorOf(await call(method, path, options))).toBe('401 AuthenticationRequired')
      const { as } = await givenMember('Editor')
      expect(errorOf(await call(method, path, { ...options, as }))).toBe('403 PermissionError')
      for (const token of [unknownToken, 'x', secret.toLowerCase(), `${secret}x`, '..%2f']) {
        const missing = `${tokens}/${token}${tail}`
        const response = await call(method, missing, { ...options, as: admin })
        expect(errorOf(response), token).toBe('404 NotFoundError')
      }
    })

    test('malformed escapes and NUL are a 400', async () => {
      for (const token of ['%', '%zz', '%c3%28', 'a%00b']) {
        const path = `${tokens}/${token}${tail}`
        const response = await call(method, path, { ...options, as: admin })
        expect(errorOf(response), token).toBe('400 BadDataError')
      }
    })
  })
}

test.describe('GET /api/admin/invite-link/tokens/:token', () => {
  test('returns the link as it was when created, with an ETag', async () => {
    const link = await givenLink()
    const response = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    expect([response.status, response.json()]).toEqual([200, link])
    expect(response.header('etag')).toBe('"1"')
  })

  test('lists who joined, newest first', async () => {
    const link = await givenLink()
    const first = await givenMember(link)
    const second = await givenMember(link)
    const response = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    const users = [second, first].map(({ user }) => ({ id: user.id, name: user.name }))
    expect(response.json()).toMatchObject({ users, useCount: 2 })
  })
})

test.describe('PUT /api/admin/invite-link/tokens/:token', () => {
  test('changes the fields sent and returns the whole link', async () => {
    const link = await givenLink()
    const startsAt = inSeconds(60)
    const fields = { maxUses: 3, startsAt }
    const response = await put(link.secret, { ...fields, name: ' New ', rootRole: 'Editor' })
    const role = { id: 2, name: 'Editor', type: 'root' }
    expect(response.json()).toEqual({ ...link, ...fields, name: 'New', role, state: 'scheduled' })
    const read = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    expect(read.json()).toEqual(response.json())
  })

  test('an end more than 31 days ahead is shortened to 31 days', async () => {
    const { secret } = await givenLink()
    const response = await put(secret, { expiresAt: inSeconds(99 * day) })
    const ahead = Date.parse(String(response.json().expiresAt)) - Date.now()
    expect(ahead).toBeLessThanOrEqual(31 * day * 1000)
    expect(ahead).toBeGreaterThan(30.9 * day * 1000)
  })

  const bad: [string, Record<string, unknown>][] = [
    ['', {}],
    ['/expiresAt', { expiresAt: null }],
    ['/expiresAt', { expiresAt: '2000-01-01T00:00:00Z' }],
    ['/expiresAt', { expiresAt: '2999-01-01T00:00:00' }],
    ['/enabled', { enabled: 'false' }],
    ['/enabled', { enabled: null }],
    ['/enabled', { enabled: 0 }],
    ['/name', { name: ' ' }],
    ['/name', { name: null }],
    ['/maxUses', { maxUses: 0 }],
    ['/maxUses', { maxUses: 100_001 }],
    ['/maxUses', { maxUses: '3' }],
    ['/startsAt', { startsAt: '2998-01-01T00:00:00Z' }],
    ['/rootRole', { rootRole: 'Owner' }],
    ['/rootRole', { rootRole: null }],
    ['/revoked', { revoked: true }],
    ['/revoked', { revoked: null }],
    ['/secret', { name: 'N', secret: 'A'.repeat(32) }],
    ['/useCount', { name: 'N', useCount: 0 }],
    ['/id', { name: 'N', id: 1 }],
  ]
  for (const [path, body] of bad) {
    test(`${JSON.stringify(body).slice(0, 60)} is a 400 on /body${path}`, async () => {
      const link = await givenLink()
      const response = await put(link.secret, body)
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual([`/body${path}`])
      const after = await call('GET', `${tokens}/${link.secret}`, { as: admin })
      expect(after.json()).toEqual(link)
    })
  }

  // CHECKLIST 8
  test('maxUses may go down to useCount, not below', async () => {
    const link = await givenLink()
    await givenMember(link)
    await givenMember(link)
    const below = await put(link.secret, { maxUses: 1 })
    expect(errorOf(below)).toBe('400 BadDataError')
    expect(pathsOf(below)).toEqual(['/body/maxUses'])
    expect((await put(link.secret, { maxUses: 2 })).json().state).toBe('full')
  })

  test('an unknown link is a 404 before any business rule is checked', async () => {
    const response = await put(unknownToken, { maxUses: 1, enabled: false })
    expect(errorOf(response)).toBe('404 NotFoundError')
  })

  test('with If-Match only the version that was read is changed; without it the last write wins', async () => {
    const { secret } = await givenLink()
    const first = await put(secret, { name: 'One' }, { 'if-match': '"1"' })
    expect([first.status, first.header('etag')]).toEqual([200, '"2"'])
    const stale = await put(secret, { name: 'Two' }, { 'if-match': '"1"' })
    expect(errorOf(stale)).toBe('412 StaleError')
    expect((await put(secret, { name: 'Three' })).json().name).toBe('Three')
    const list = await put(secret, { name: 'Four' }, { 'if-match': '"1", "3"' })
    expect(list.json().name).toBe('Four')
    expect((await put(secret, { name: 'Five' }, { 'if-match': '*' })).json().name).toBe('Five')
    for (const tag of ['nonsense', '4', '""', '"99"']) {
      const response = await put(secret, { name: 'Six' }, { 'if-match': tag })
      expect(errorOf(response), tag).toBe('412 StaleError')
    }
  })

  test('a sign-up does not make an ETag stale', async () => {
    const link = await givenLink()
    await givenMember(link)
    expect((await put(link.secret, { name: 'New' }, { 'if-match': '"1"' })).status).toBe(200)
  })
})
