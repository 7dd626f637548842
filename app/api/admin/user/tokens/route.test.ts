import { describe, expect, test } from 'vitest'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { cookieFor, givenAdminToken, givenUser } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { DELETE } from './[id]/route'
import { GET, POST } from './route'

const path = '/api/admin/user/tokens'

function inAnHour(): string {
  return new Date(now().getTime() + HOUR).toISOString()
}

function create(cookie: string, fields: Record<string, unknown> = {}) {
  const body = { description: 'Script', expiresAt: inAnHour(), ...fields }
  return POST(request('POST', path, { cookie, body }), params({}))
}

async function list(cookie: string) {
  return (await (await GET(request('GET', path, { cookie }), params({}))).json()).tokens
}

async function givenCookie(): Promise<string> {
  return await cookieFor((await givenUser()).id)
}

describe('personal API tokens', () => {
  test('the secret is shown once, when it is made', async () => {
    const cookie = await givenCookie()
    const response = await create(cookie)
    const created = await response.json()
    expect([response.status, created.secret]).toEqual([
      201,
      expect.stringMatching(/^user:[0-9a-f]{56}$/),
    ])
    const { secret, ...rest } = created
    expect(await list(cookie)).toEqual([rest])
  })

  test('a description is taken within one account only', async () => {
    const [one, two] = [await givenCookie(), await givenCookie()]
    expect((await create(one)).status).toBe(201)
    expect((await create(two)).status).toBe(201)
    const again = await create(one)
    const { name, details } = await again.json()
    expect([again.status, name, details[0].path]).toEqual([
      409,
      'NameExistsError',
      '/body/description',
    ])
  })

  test('a token makes no tokens, and an administrator’s API token is nobody to have one', async () => {
    const cookie = await givenCookie()
    const { secret } = await (await create(cookie)).json()
    const body = { description: 'Child', expiresAt: inAnHour() }
    const post = (authorization: string) =>
      POST(request('POST', path, { authorization, body }), params({}))
    expect((await post(secret)).status).toBe(403)
    expect((await post(await givenAdminToken())).status).toBe(401)
    expect(await list(cookie)).toHaveLength(1)
  })

  test('an end that is past, or that no database could hold, is refused and leaves nothing', async () => {
    const cookie = await givenCookie()
    const ends = [new Date().toISOString(), '9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00Z']
    for (const expiresAt of ends) {
      const response = await create(cookie, { expiresAt })
      const { details } = await response.json()
      expect([response.status, details[0].path]).toEqual([400, '/body/expiresAt'])
    }
    expect((await create(cookie, { expiresAt: '9999-12-31T23:59:59Z' })).status).toBe(201)
    expect(await list(cookie)).toHaveLength(1)
  })

  // CHECKLIST 53
  test('fields that are not one’s to give are refused by name', async () => {
    const cookie = await givenCookie()
    for (const field of ['id', 'userId', 'secret', 'permissions']) {
      const response = await create(cookie, { [field]: 1 })
      const { details } = await response.json()
      expect([response.status, details[0].path]).toEqual([400, `/body/${field}`])
    }
  })

  test('only its owner ends a token, and it is dead at once', async () => {
    const [owner, other] = [await givenCookie(), await givenCookie()]
    const { id, secret } = await (await create(owner)).json()
    const end = (cookie: string) =>
      DELETE(request('DELETE', `${path}/${id}`, { cookie }), params({ id: String(id) }))
    expect((await end(other)).status).toBe(404)
    const use = () => GET(request('GET', path, { authorization: secret }), params({}))
    expect((await use()).status).toBe(200)
    expect((await end(owner)).status).toBe(200)
    expect((await use()).status).toBe(401)
  })
})
