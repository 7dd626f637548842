import { describe, expect, test } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { emptyDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { DELETE, GET, PUT } from './route'

type Options = Parameters<typeof request>[2]

function call(handler: typeof GET, method: string, id: number | string, options: Options) {
  const path = `/api/admin/user-admin/${id}`
  return handler(request(method, path, options), params({ id: String(id) }))
}

async function nameOf(response: Response): Promise<string> {
  return `${response.status} ${response.ok ? '' : (await response.json()).name}`.trim()
}

async function enabledAdmins(): Promise<number> {
  return await getDb().user.count({ where: { roleId: 1, enabled: true } })
}

const removals = [
  ['demoting', PUT, { rootRole: 'Viewer' }],
  ['disabling', PUT, { enabled: false }],
  ['deleting', DELETE, undefined],
] as const

describe('the last administrator', () => {
  test.each(removals)(
    'of two administrators %s each other at once, one stays',
    async (_, handler, body) => {
      const method = body === undefined ? 'DELETE' : 'PUT'
      for (let round = 0; round < 10; round += 1) {
        await emptyDatabase()
        const [one, two] = [await givenAdmin(), await givenAdmin()]
        const cookies = [await cookieFor(one.id), await cookieFor(two.id)] as const
        const responses = await Promise.all([
          call(handler, method, two.id, { cookie: cookies[0], body }),
          call(handler, method, one.id, { cookie: cookies[1], body }),
        ])
        const received = await Promise.all(responses.map(nameOf))
        expect(received.filter((answer) => answer === '200')).toHaveLength(1)
        // The other one is told so, or was no administrator any more when asked.
        expect(received.join()).toMatch(/409 LastAdminError|403 PermissionError|401 Auth/)
        expect(await enabledAdmins()).toBe(1)
      }
    },
  )

  test.each(removals)(
    '%s the only one is refused and changes nothing',
    async (_, handler, body) => {
      await emptyDatabase()
      const admin = await givenAdmin()
      await givenUser()
      const cookie = await cookieFor(admin.id)
      const method = body === undefined ? 'DELETE' : 'PUT'
      const response = await call(handler, method, admin.id, { cookie, body })
      expect(await nameOf(response)).toBe('409 LastAdminError')
      expect([await enabledAdmins(), await getDb().event.count()]).toEqual([1, 0])
      expect((await call(GET, 'GET', admin.id, { cookie })).status).toBe(200)
    },
  )

  test('a disabled administrator does not count', async () => {
    await emptyDatabase()
    const [one, two] = [await givenAdmin(), await givenAdmin()]
    const cookie = await cookieFor(one.id)
    expect((await call(PUT, 'PUT', two.id, { cookie, body: { enabled: false } })).status).toBe(200)
    const last = await call(PUT, 'PUT', one.id, { cookie, body: { rootRole: 2 } })
    expect(await nameOf(last)).toBe('409 LastAdminError')
  })
})

describe('PUT /api/admin/user-admin/:id', () => {
  test('only what an administrator may change is accepted', async () => {
    const cookie = await cookieFor((await givenAdmin()).id)
    const { id } = await givenUser()
    const foreign = ['password', 'id', 'roleId', 'loginAttempts', 'permissions', '__proto__']
    for (const field of foreign) {
      const response = await call(PUT, 'PUT', id, { cookie, body: `{"${field}":"x"}` })
      const { details } = await response.json()
      expect(response.status).toBe(400)
      expect(details.map(({ path }: { path: string }) => path)).toContain(`/body/${field}`)
    }
    expect((await call(PUT, 'PUT', id, { cookie, body: {} })).status).toBe(400)
  })

  test('a taken address is a 409; the person’s own is not', async () => {
    const cookie = await cookieFor((await givenAdmin()).id)
    const [one, two] = [await givenUser(), await givenUser()]
    const put = (email: string) => call(PUT, 'PUT', one.id, { cookie, body: { email } })
    expect(await nameOf(await put(two.email.toUpperCase()))).toBe('409 NameExistsError')
    expect((await put(one.email)).status).toBe(200)
  })

  test('a change since it was read is a 412, without If-Match the last write wins', async () => {
    const cookie = await cookieFor((await givenAdmin()).id)
    const { id } = await givenUser()
    const read = await call(GET, 'GET', id, { cookie })
    const etag = read.headers.get('etag') ?? ''
    const put = (headers: Record<string, string>) =>
      call(PUT, 'PUT', id, { cookie, headers, body: { name: 'New' } })
    expect((await put({ 'if-match': etag })).status).toBe(200)
    expect(await nameOf(await put({ 'if-match': etag }))).toBe('412 StaleError')
    expect((await put({})).status).toBe(200)
    const stale = await call(DELETE, 'DELETE', id, { cookie, headers: { 'if-match': etag } })
    expect(await nameOf(stale)).toBe('412 StaleError')
  })

  test('what is not an id is nobody', async () => {
    const cookie = await cookieFor((await givenAdmin()).id)
    for (const id of ['0', '-1', 'x', '99999999999', '\u0000', '2147483647']) {
      expect(await nameOf(await call(GET, 'GET', id, { cookie }))).toBe('404 NotFoundError')
    }
  })
})
