import { beforeEach, describe, expect, test } from 'vitest'
import { POST as rotateLink } from '@/app/api/admin/invite-link/tokens/[token]/rotate/route'
import {
  PUT as putLink,
  DELETE as revokeLink,
} from '@/app/api/admin/invite-link/tokens/[token]/route'
import { POST as createLink } from '@/app/api/admin/invite-link/tokens/route'
import { DELETE as deleteApiToken } from '@/app/api/admin/user/tokens/[id]/route'
import { POST as createApiToken } from '@/app/api/admin/user/tokens/route'
import { DELETE as deleteUser, PUT as putUser } from '@/app/api/admin/user-admin/[id]/route'
import { POST as login } from '@/app/auth/simple/login/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { POST as logout } from '@/app/logout/route'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now } from '@/lib/server/runtime/clock'
import { emptyDatabase } from '@/lib/testing/databases'
import {
  cookieFor,
  givenAdmin,
  givenLink,
  givenUser,
  goodPassword,
  signupBody,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'

beforeEach(emptyDatabase)

/** The status of the response, then the types of the events that the work wrote. */
async function traceOf(work: () => Promise<Response>): Promise<string> {
  const last = await getDb().event.findFirst({ orderBy: { id: 'desc' } })
  const { status } = await work()
  const rows = await getDb().event.findMany({
    where: { id: { gt: last?.id ?? 0 } },
    orderBy: { id: 'asc' },
  })
  return [status, ...rows.map(({ type }) => type)].join(' ')
}

async function givenActors() {
  const admin = await givenAdmin()
  const user = await givenUser()
  const link = await givenLink()
  const expiresAt = new Date(now().getTime() + HOUR).toISOString()
  return {
    admin,
    user,
    link,
    expiresAt,
    as: await cookieFor(admin.id),
    own: await cookieFor(user.id),
  }
}

describe('an event exists if its change does', () => {
  test('every change of a link is one', async () => {
    const { link, as: cookie, expiresAt } = await givenActors()
    const at = params({ token: link.token })
    const path = `/api/admin/invite-link/tokens/${link.token}`
    const put = (body: object) => traceOf(() => putLink(request('PUT', path, { cookie, body }), at))
    const create = () =>
      createLink(request('POST', '/', { cookie, body: { name: 'A', expiresAt } }), params({}))
    expect(await traceOf(create)).toBe('201 public-signup-token-created')
    expect(await put({ name: 'New' })).toBe('200 public-signup-token-updated')
    const revoke = () => revokeLink(request('DELETE', path, { cookie }), at)
    expect(await traceOf(revoke)).toBe('200 public-signup-token-revoked')
    expect(await put({ revoked: false })).toBe('200 public-signup-token-restored')
    const rotate = () => rotateLink(request('POST', `${path}/rotate`, { cookie }), at)
    expect(await traceOf(rotate)).toBe('200 public-signup-token-rotated')
  })

  test('a change that changes nothing writes no event and keeps the version', async () => {
    const { link, user, as: cookie } = await givenActors()
    const at = params({ token: link.token })
    const path = `/api/admin/invite-link/tokens/${link.token}`
    const send = (handler: typeof putLink, method: string, body?: object) => () =>
      handler(request(method, path, { cookie, ...(body && { body }) }), at)
    const same = { name: link.name, enabled: true, expiresAt: link.expiresAt, maxUses: null }
    const before = await getDb().signupToken.findUniqueOrThrow({ where: { id: link.id } })
    expect(await traceOf(send(putLink, 'PUT', same))).toBe('200')
    expect(await traceOf(send(putLink, 'PUT', { revoked: false }))).toBe('200')
    expect(await getDb().signupToken.findUniqueOrThrow({ where: { id: link.id } })).toEqual(before)
    expect(await traceOf(send(revokeLink, 'DELETE'))).toBe('200 public-signup-token-revoked')
    const revoked = await getDb().signupToken.findUniqueOrThrow({ where: { id: link.id } })
    expect(await traceOf(send(revokeLink, 'DELETE'))).toBe('200')
    const again = await getDb().signupToken.findUniqueOrThrow({ where: { id: link.id } })
    expect(again).toEqual(revoked)
    const body = { name: user.name, email: user.email, enabled: true, rootRole: 3 }
    const putSame = () =>
      putUser(request('PUT', '/', { cookie, body }), params({ id: String(user.id) }))
    expect(await traceOf(putSame)).toBe('200')
    const { version } = await getDb().user.findUniqueOrThrow({ where: { id: user.id } })
    expect(version).toBe(user.version)
  })

  test('every change of a person is one', async () => {
    const { user, link, as: cookie, own } = await givenActors()
    const post = (handler: typeof login, body: object) =>
      traceOf(() => handler(request('POST', '/', { body }), params({})))
    const joining = () =>
      signUp(request('POST', '/', { body: signupBody() }), params({ token: link.token }))
    expect(await traceOf(joining)).toBe('201 user-created public-signup-token-user-added')
    const sent = { username: user.email, password: goodPassword }
    expect(await post(login, sent)).toBe('200 user-signed-in')
    const leaving = () => logout(request('POST', '/logout', { cookie: own }), params({}))
    expect(await traceOf(leaving)).toBe('302 user-signed-out')
    const at = params({ id: String(user.id) })
    const body = { name: 'New', email: 'new@example.org', rootRole: 2 }
    const changing = () => putUser(request('PUT', '/', { cookie, body }), at)
    expect(await traceOf(changing)).toBe('200 user-updated')
    const deleting = () => deleteUser(request('DELETE', '/', { cookie }), at)
    expect(await traceOf(deleting)).toBe('200 user-deleted')
  })

  test('so are creation and end of a personal token', async () => {
    const { own: cookie, expiresAt } = await givenActors()
    const body = { description: 'Script', expiresAt }
    const creating = () => createApiToken(request('POST', '/', { cookie, body }), params({}))
    expect(await traceOf(creating)).toBe('201 api-token-created')
    const { id } = await getDb().apiToken.findFirstOrThrow()
    const deleting = () =>
      deleteApiToken(request('DELETE', '/', { cookie }), params({ id: String(id) }))
    expect(await traceOf(deleting)).toBe('200 api-token-deleted')
    expect(await traceOf(deleting)).toBe('404')
  })
})

describe('no event without its change', () => {
  test('a refused change leaves none', async () => {
    const { admin, user, link, as: cookie, own, expiresAt } = await givenActors()
    const at = params({ token: link.token })
    const stale = { 'if-match': '"99"' }
    const taken = { email: admin.email }
    const works: [string, () => Promise<Response>][] = [
      ['400', () => createLink(request('POST', '/', { cookie, body: { name: 'A' } }), params({}))],
      ['400', () => putLink(request('PUT', '/', { cookie, body: { maxUses: 0 } }), at)],
      ['412', () => revokeLink(request('DELETE', '/', { cookie, headers: stale }), at)],
      ['403', () => rotateLink(request('POST', '/', { cookie: own }), at)],
      ['409', () => signUp(request('POST', '/', { body: signupBody(taken) }), at)],
      [
        '401',
        () => login(request('POST', '/', { body: { username: 'a', password: 'b' } }), params({})),
      ],
      ['401', () => logout(request('POST', '/logout'), params({}))],
      [
        '409',
        () =>
          putUser(request('PUT', '/', { cookie, body: taken }), params({ id: String(user.id) })),
      ],
      [
        '409',
        () => deleteUser(request('DELETE', '/', { cookie }), params({ id: String(admin.id) })),
      ],
      [
        '403',
        () =>
          createApiToken(
            request('POST', '/', {
              cookie,
              headers: { origin: 'null' },
              body: { description: 'x', expiresAt },
            }),
            params({}),
          ),
      ],
    ]
    for (const [expected, work] of works) expect(await traceOf(work)).toBe(expected)
  })

  test('in a race for one place, only the winner is recorded', async () => {
    const { token, id } = await givenLink({ maxUses: 1 })
    await Promise.all(
      Array.from({ length: 10 }, () =>
        signUp(request('POST', '/', { body: signupBody() }), params({ token })),
      ),
    )
    const events = await getDb().event.groupBy({
      by: ['type'],
      where: { signupTokenId: id, userId: { not: null } },
      _count: true,
      orderBy: { type: 'asc' },
    })
    expect(events).toEqual([
      { type: 'public-signup-token-user-added', _count: 1 },
      { type: 'user-created', _count: 1 },
    ])
  })
})

test('no event contains a token, a password, an address or a name of a person', async () => {
  const { admin, user, link, as: cookie, expiresAt } = await givenActors()
  const at = params({ token: link.token })
  const person = { ...signupBody(), username: 'marker-username' }
  await signUp(request('POST', '/', { body: person }), at)
  await signUp(request('POST', '/', { body: person }), at)
  await login(
    request('POST', '/', { body: { username: person.email, password: person.password } }),
    params({}),
  )
  await putLink(request('PUT', '/', { cookie, body: { maxUses: 9, expiresAt } }), at)
  const changes = { name: 'Marker Name', email: 'marker@example.org', enabled: false }
  await putUser(request('PUT', '/', { cookie, body: changes }), params({ id: String(user.id) }))
  const created = await createApiToken(
    request('POST', '/', { cookie, body: { description: 'Script', expiresAt } }),
    params({}),
  )
  const rotated = await rotateLink(request('POST', '/', { cookie }), at)
  await deleteUser(request('DELETE', '/', { cookie }), params({ id: String(user.id) }))
  const rows = await getDb().event.findMany()
  expect(rows.length).toBeGreaterThanOrEqual(8)
  const written = JSON.stringify(rows)
  const { secret: newToken } = await rotated.json()
  const { nonce } = await getDb().signupToken.findUniqueOrThrow({ where: { id: link.id } })
  const secrets = [link.token, newToken, (await created.json()).secret, link.nonce, nonce, cookie]
  const personal = [person.email, person.name, person.username, admin.email, user.email, user.name]
  for (const hidden of [...secrets, ...personal, ...Object.values(changes), goodPassword]) {
    if (typeof hidden === 'string') expect(written).not.toContain(hidden)
  }
})
