import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenLink,
  givenMember,
  givenPersonalToken,
  pathsOf,
  tokens,
} from './support/given'

const path = '/api/admin/user-admin'

async function put(id: number, body: unknown, headers = {}) {
  return await call('PUT', `${path}/${id}`, { body, as: admin, headers })
}

test.describe('GET /api/admin/user-admin', () => {
  test('lists people newest first, with the roles', async () => {
    const older = await givenMember()
    const newer = await givenMember('Editor')
    type Page = { users: { id: number }[]; rootRoles: object[] }
    const response = await call('GET', path, { as: admin })
    const { users, rootRoles } = response.json<Page>()
    const ids = users.map(({ id }) => id)
    expect(ids.indexOf(newer.user.id)).toBeLessThan(ids.indexOf(older.user.id))
    expect(users.find(({ id }) => id === newer.user.id)).toEqual({ ...newer.user, enabled: true })
    expect(rootRoles).toMatchObject([
      { id: 1, name: 'Admin', type: 'root' },
      { id: 2, name: 'Editor', type: 'root' },
      { id: 3, name: 'Viewer', type: 'root' },
    ])
  })

  test('limit and cursor page through the list', async () => {
    await givenMember()
    await givenMember()
    type Page = { users: { id: number }[]; nextCursor: number }
    const first = (await call('GET', `${path}?limit=1`, { as: admin })).json<Page>()
    const next = await call('GET', `${path}?limit=1&cursor=${first.nextCursor}`, { as: admin })
    expect(first.users).toHaveLength(1)
    expect(next.json<Page>().users[0]?.id).toBeLessThan(first.users[0]?.id ?? 0)
  })

  for (const query of ['limit=0', 'limit=1001', 'limit=ten', 'cursor=x', 'cursor=0']) {
    test(`${query} is a 400`, async () => {
      const response = await call('GET', `${path}?${query}`, { as: admin })
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual([`/query/${query.split('=')[0]}`])
    })
  }

  test('needs ADMIN', async () => {
    expect(errorOf(await call('GET', path))).toBe('401 AuthenticationRequired')
    expect(errorOf(await call('GET', path, await givenMember()))).toBe('403 PermissionError')
  })
})

for (const method of ['GET', 'PUT', 'DELETE']) {
  test.describe(`${method} ${path}/:id`, () => {
    const options = method === 'PUT' ? { body: { name: 'New' } } : {}

    test('without credentials it is a 401, for an editor a 403, even on their own account', async () => {
      const { user, as } = await givenMember('Editor')
      const own = `${path}/${user.id}`
      expect(errorOf(await call(method, own, options))).toBe('401 AuthenticationRequired')
      expect(errorOf(await call(method, own, { ...options, as }))).toBe('403 PermissionError')
    })

    test('an unknown or invalid id is a 404, a malformed escape a 400', async () => {
      for (const id of ['2147483647', '99999999999', '0', '-1', 'x', '1.0', '1e3', '%31']) {
        const response = await call(method, `${path}/${id === '%31' ? 'x%31' : id}`, {
          ...options,
          as: admin,
        })
        expect(errorOf(response), id).toBe('404 NotFoundError')
      }
      const response = await call(method, `${path}/%zz`, { ...options, as: admin })
      expect(errorOf(response)).toBe('400 BadDataError')
    })
  })
}

test.describe('GET /api/admin/user-admin/:id', () => {
  test('returns the person with an ETag', async () => {
    const { user } = await givenMember()
    const response = await call('GET', `${path}/${user.id}`, { as: admin })
    expect(response.json()).toEqual({ ...user, enabled: true })
    expect(response.header('etag')).toBe('"1"')
  })
})

test.describe('PUT /api/admin/user-admin/:id', () => {
  test('changes the fields sent and returns the person', async () => {
    const { user } = await givenMember()
    const email = `new-${user.email}`
    const response = await put(user.id, { name: ' New ', email: email.toUpperCase(), rootRole: 2 })
    expect(response.json()).toMatchObject({ id: user.id, name: 'New', email, rootRole: 2 })
    expect(response.header('etag')).toBe('"2"')
  })

  test('a new role or disabling ends every session; enabling does not restore them', async () => {
    for (const body of [{ rootRole: 'Admin' }, { enabled: false }]) {
      const { user, as } = await givenMember()
      expect((await put(user.id, body)).status).toBe(200)
      await put(user.id, { enabled: true })
      const me = await call('GET', '/api/admin/user', { as })
      expect(errorOf(me)).toBe('401 AuthenticationRequired')
    }
  })

  test('a changed name ends no session', async () => {
    const { user, as } = await givenMember()
    await put(user.id, { name: 'Other', rootRole: 'viewer' })
    expect((await call('GET', '/api/admin/user', { as })).status).toBe(200)
  })

  const bad: [string, Record<string, unknown>][] = [
    ['', {}],
    ['/name', { name: '' }],
    ['/name', { name: null }],
    ['/email', { email: 'x' }],
    ['/email', { email: 1 }],
    ['/rootRole', { rootRole: 9 }],
    ['/rootRole', { rootRole: null }],
    ['/enabled', { enabled: 'no' }],
    ['/enabled', { enabled: null }],
    ['/password', { name: 'N', password: 'correct horse battery' }],
    ['/id', { name: 'N', id: 1 }],
  ]
  for (const [field, body] of bad) {
    test(`${JSON.stringify(body)} is a 400 on /body${field}`, async () => {
      const { user } = await givenMember()
      const response = await put(user.id, body)
      expect(errorOf(response)).toBe('400 BadDataError')
      expect(pathsOf(response)).toEqual([`/body${field}`])
    })
  }

  test('an email address that somebody else has is a 409 on /body/email', async () => {
    const [one, other] = [await givenMember(), await givenMember()]
    const response = await put(one.user.id, { email: other.user.email })
    expect(errorOf(response)).toBe('409 NameExistsError')
    expect(pathsOf(response)).toEqual(['/body/email'])
    expect((await put(one.user.id, { email: one.user.email })).status).toBe(200)
  })

  test('a stale If-Match is a 412', async () => {
    const { user } = await givenMember()
    expect((await put(user.id, { name: 'One' }, { 'if-match': '"1"' })).status).toBe(200)
    const stale = await put(user.id, { name: 'Two' }, { 'if-match': '"1"' })
    expect(errorOf(stale)).toBe('412 StaleError')
    const headers = { 'if-match': '"1"' }
    const gone = await call('DELETE', `${path}/${user.id}`, { as: admin, headers })
    expect(errorOf(gone)).toBe('412 StaleError')
  })
})

test.describe('DELETE /api/admin/user-admin/:id', () => {
  test('deletes the person, their sessions and tokens; their place stays taken', async () => {
    const link = await givenLink({ maxUses: 1 })
    const member = await givenMember(link)
    const { secret } = await givenPersonalToken(member)
    const response = await call('DELETE', `${path}/${member.user.id}`, { as: admin })
    expect([response.status, response.text]).toEqual([200, ''])
    const read = await call('GET', `${path}/${member.user.id}`, { as: admin })
    expect(errorOf(read)).toBe('404 NotFoundError')
    const session = await call('GET', '/api/admin/user', { as: member.as })
    expect(errorOf(session)).toBe('401 AuthenticationRequired')
    const token = await call('GET', '/api/admin/user', { as: { authorization: secret } })
    expect(errorOf(token)).toBe('401 UnauthorizedError')
    const after = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    expect(after.json()).toMatchObject({ useCount: 1, state: 'full', users: [] })
  })
})
