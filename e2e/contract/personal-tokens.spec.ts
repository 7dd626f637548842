import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenMember,
  givenPersonalToken,
  inSeconds,
  pathsOf,
} from './support/given'

const path = '/api/admin/user/tokens'

test.describe('GET /api/admin/user', () => {
  test('returns the current user and their permissions', async () => {
    const viewer = await givenMember('Viewer')
    const response = await call('GET', '/api/admin/user', viewer)
    expect(response.json()).toEqual({ user: viewer.user, permissions: [] })
    const boss = await givenMember('Admin')
    const permissions = [{ permission: 'ADMIN' }]
    expect((await call('GET', '/api/admin/user', boss)).json()).toMatchObject({ permissions })
  })

  test('an admin API token has no current user: it gets a 401, as without credentials', async () => {
    for (const options of [{}, { as: admin }]) {
      const response = await call('GET', '/api/admin/user', options)
      expect(errorOf(response)).toBe('401 AuthenticationRequired')
      expect(response.json()).toMatchObject({ path: '/auth/simple/login', type: 'password' })
    }
  })
})

test.describe('/api/admin/user/tokens', () => {
  test('POST returns 201 with a secret that is shown nowhere else', async () => {
    const { as } = await givenMember()
    const expiresAt = inSeconds(3600)
    const body = { description: ' CI ', expiresAt }
    const response = await call('POST', path, { body, as })
    expect(response.status).toBe(201)
    const { secret, ...token } = response.json<{ secret: string }>()
    expect(secret).toMatch(/^user:[0-9a-f]{56}$/)
    expect(token).toMatchObject({ description: 'CI', expiresAt, seenAt: null })
    const list = await call('GET', path, { as })
    expect(list.json()).toEqual({ tokens: [token] })
  })

  test('every method is a 401 without credentials', async () => {
    const body = { description: 'Mine', expiresAt: inSeconds(60) }
    for (const response of [
      await call('GET', path),
      await call('POST', path, { body }),
      await call('DELETE', `${path}/1`),
    ]) {
      expect(errorOf(response)).toBe('401 AuthenticationRequired')
    }
  })

  test('a token authenticates as its owner, with and without Bearer, and its last use is stored', async () => {
    const member = await givenMember('Admin')
    const { secret } = await givenPersonalToken(member)
    for (const authorization of [secret, `Bearer ${secret}`]) {
      const response = await call('GET', '/api/admin/user', { as: { authorization } })
      expect(response.json()).toMatchObject({
        user: { id: member.user.id },
        permissions: [{ permission: 'ADMIN' }],
      })
    }
    const list = await call('GET', path, { as: { authorization: secret } })
    expect(list.json<{ tokens: { seenAt: unknown }[] }>().tokens[0]?.seenAt).not.toBeNull()
  })

  test('neither a personal token nor an admin API token can create tokens', async () => {
    const member = await givenMember('Admin')
    const { secret } = await givenPersonalToken(member)
    const body = { description: 'Child', expiresAt: inSeconds(60) }
    const minted = await call('POST', path, { body, as: { authorization: secret } })
    expect(errorOf(minted)).toBe('403 PermissionError')
    expect(minted.json()).not.toHaveProperty('permissions')
    const nobody = await call('POST', path, { body, as: admin })
    expect(errorOf(nobody)).toBe('401 AuthenticationRequired')
  })

  test('a second token with the same description is a 409 on it; another person may use it', async () => {
    const [one, other] = [await givenMember(), await givenMember()]
    const body = { description: 'Same', expiresAt: inSeconds(60) }
    expect((await call('POST', path, { body, as: one.as })).status).toBe(201)
    const again = await call('POST', path, { body, as: one.as })
    expect(errorOf(again)).toBe('409 NameExistsError')
    expect(pathsOf(again)).toEqual(['/body/description'])
    expect((await call('POST', path, { body, as: other.as })).status).toBe(201)
  })

  const bad: [string[], Record<string, unknown>][] = [
    [['description', 'expiresAt'], {}],
    [['description'], { description: '', expiresAt: '2999-01-01T00:00:00Z' }],
    [['description'], { description: 5, expiresAt: '2999-01-01T00:00:00Z' }],
    [['expiresAt'], { description: 'x', expiresAt: '2000-01-01T00:00:00Z' }],
    [['expiresAt'], { description: 'x', expiresAt: null }],
    [['userId'], { description: 'x', expiresAt: '2999-01-01T00:00:00Z', userId: 1 }],
  ]
  for (const [fields, body] of bad) {
    test(`POST ${JSON.stringify(body)} is a 400 on ${fields.join(' and ')}`, async () => {
      const { as } = await givenMember()
      const response = await call('POST', path, { body, as })
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual(fields.map((field) => `/body/${field}`))
    })
  }

  test('DELETE revokes a token immediately; repeating it is a 404', async () => {
    const member = await givenMember()
    const { id, secret } = await givenPersonalToken(member)
    const response = await call('DELETE', `${path}/${id}`, member)
    expect([response.status, response.text]).toEqual([200, ''])
    const dead = await call('GET', '/api/admin/user', { as: { authorization: secret } })
    expect(errorOf(dead)).toBe('401 UnauthorizedError')
    expect(errorOf(await call('DELETE', `${path}/${id}`, member))).toBe('404 NotFoundError')
  })

  test("somebody else's token is a 404, even for an admin", async () => {
    const { id } = await givenPersonalToken(await givenMember())
    const response = await call('DELETE', `${path}/${id}`, await givenMember('Admin'))
    expect(errorOf(response)).toBe('404 NotFoundError')
  })

  for (const id of ['x', '0', '-1', '1.5', '99999999999', '1e3', '0x1']) {
    test(`DELETE /${id} is a 404`, async () => {
      const response = await call('DELETE', `${path}/${id}`, await givenMember())
      expect(errorOf(response)).toBe('404 NotFoundError')
    })
  }

  test('malformed escapes are a 400', async () => {
    const response = await call('DELETE', `${path}/%zz`, await givenMember())
    expect(errorOf(response)).toBe('400 BadDataError')
  })

  test('a token that has expired, or whose owner is disabled, is a 401', async () => {
    const member = await givenMember()
    const body = { description: 'Short', expiresAt: inSeconds(2) }
    const created = await call('POST', path, { body, as: member.as })
    const authorization = String(created.json().secret)
    const status = async () =>
      (await call('GET', '/api/admin/user', { as: { authorization } })).status
    await expect.poll(status, { timeout: 15_000 }).toBe(401)
    const { secret } = await givenPersonalToken(member)
    const disable = { body: { enabled: false }, as: admin }
    await call('PUT', `/api/admin/user-admin/${member.user.id}`, disable)
    const response = await call('GET', '/api/admin/user', { as: { authorization: secret } })
    expect(errorOf(response)).toBe('401 UnauthorizedError')
  })
})
