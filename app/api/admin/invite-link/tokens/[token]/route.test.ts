import { describe, expect, test, vi } from 'vitest'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { givenAdminToken, givenLink, signupBody } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { badTokens } from '@/lib/testing/tokens'
import { POST as rotate } from './rotate/route'
import { DELETE, GET, PUT } from './route'
import { GET as listMembers } from './users/route'

// Hundreds of sign-ups in a race: seconds on an idle machine, far more on a busy one.
vi.setConfig({ testTimeout: 180_000 })

async function call(handler: typeof GET, method: string, token: string, options = {}) {
  const authorization = await givenAdminToken()
  const path = `/api/admin/invite-link/tokens/${encodeURIComponent(token)}`
  return await handler(request(method, path, { authorization, ...options }), params({ token }))
}

function put(token: string, body: unknown, headers = {}) {
  return call(PUT, 'PUT', token, { body, headers })
}

async function join(token: string): Promise<string> {
  const sent = request('POST', `/invite/${token}/signup`, { body: signupBody() })
  const response = await signUp(sent, params({ token }))
  return response.ok ? '201' : `${response.status} ${(await response.json()).name}`
}

async function outcome(response: Response): Promise<string> {
  if (response.ok) return String(response.status)
  const { details, name } = await response.json()
  const paths = details.map(({ path }: { path: string }) => path)
  return [response.status, ...(paths.length > 0 ? paths : [name])].join(' ')
}

describe('PUT /api/admin/invite-link/tokens/:token', () => {
  // CHECKLIST 8
  test('a limit below what is used is a 400; one that equals it makes the link full', async () => {
    const { token } = await givenLink({ maxUses: 5 })
    for (let place = 0; place < 3; place += 1) expect(await join(token)).toBe('201')
    const refused = await put(token, { maxUses: 2 })
    expect(await outcome(refused)).toBe('400 /body/maxUses')
    const full = { maxUses: 3, useCount: 3, state: 'full' }
    expect(await (await put(token, { maxUses: 3 })).json()).toMatchObject(full)
    expect(await join(token)).toBe('400 InviteFullError')
    const unlimited = { maxUses: null, useCount: 3, state: 'open' }
    expect(await (await put(token, { maxUses: null })).json()).toMatchObject(unlimited)
    expect(await join(token)).toBe('201')
  })

  // CHECKLIST 8
  test('a limit lowered while people sign up never ends below what is used', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { token, id } = await givenLink({ maxUses: 20 })
      const joins = Array.from({ length: 20 }, () => join(token))
      const lowered = put(token, { maxUses: 5 })
      const received = await Promise.all(joins)
      const { maxUses, useCount } = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
      expect(received.filter((answer) => answer === '201')).toHaveLength(useCount)
      expect(received.filter((answer) => !/^201|^400 InviteFull/.test(answer))).toEqual([])
      expect(useCount).toBeLessThanOrEqual(maxUses ?? 0)
      expect(maxUses).toBe((await lowered).ok ? 5 : 20)
    }
  })

  // CHECKLIST 7
  test('null and 0 are never mixed up', async () => {
    const { token } = await givenLink({ maxUses: 1 })
    expect(await outcome(await put(token, { maxUses: 0 }))).toBe('400 /body/maxUses')
    expect(await (await call(GET, 'GET', token)).json()).toMatchObject({ maxUses: 1 })
    expect(await (await put(token, { maxUses: null })).json()).toMatchObject({ maxUses: null })
    expect(await (await put(token, { name: 'Other' })).json()).toMatchObject({ maxUses: null })
  })

  // CHECKLIST 9
  test('when a pause has answered, nobody who comes later gets in; whoever did has taken a place', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { token, id } = await givenLink()
      const joins = Array.from({ length: 100 }, () => join(token))
      expect((await put(token, { enabled: false })).status).toBe(200)
      const late = await Promise.all(Array.from({ length: 10 }, () => join(token)))
      expect(new Set(late)).toEqual(new Set(['400 InvitePausedError']))
      const early = await Promise.all(joins)
      expect(early.filter((answer) => !/^201|^400 InvitePaused/.test(answer))).toEqual([])
      const signedUp = early.filter((answer) => answer === '201').length
      const { useCount } = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
      const users = await getDb().user.count({ where: { use: { signupTokenId: id } } })
      expect([useCount, users]).toEqual([signedUp, signedUp])
    }
  })

  test('a pause is taken back by enabled: true, a revocation by revoked: false', async () => {
    const { token } = await givenLink()
    const received = [
      await put(token, { enabled: false }),
      await put(token, { enabled: true }),
      await call(DELETE, 'DELETE', token),
      await put(token, { enabled: true }),
      await put(token, { revoked: false }),
    ]
    const states = await Promise.all(received.map(async (answer) => (await answer.json()).state))
    expect(states).toEqual(['paused', 'open', 'revoked', 'revoked', 'open'])
    expect(await outcome(await put(token, { revoked: true }))).toBe('400 /body/revoked')
  })

  // CHECKLIST 11
  test('a new end obeys the rules of the first; the start is checked against what stands', async () => {
    setClock(() => new Date('2027-01-01T12:00:00.000Z'))
    const at = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString()
    const { token } = await givenLink({ expiresAt: new Date(at(HOUR)) })
    const refused: [object, string][] = [
      [{ expiresAt: at(0) }, '400 /body/expiresAt'],
      [{ expiresAt: '2027-01-02T12:00:00' }, '400 /body/expiresAt'],
      [{ expiresAt: null }, '400 /body/expiresAt'],
      [{ startsAt: at(HOUR) }, '400 /body/startsAt'],
      [{ startsAt: at(2), expiresAt: at(1) }, '400 /body/startsAt'],
    ]
    for (const [body, expected] of refused) {
      expect([body, await outcome(await put(token, body))]).toEqual([body, expected])
    }
    const far = await (await put(token, { expiresAt: '2028-01-01T00:00:00Z' })).json()
    expect(far.expiresAt).toBe(at(31 * DAY))
    expect((await put(token, { startsAt: at(2 * HOUR) })).status).toBe(200)
    expect(await outcome(await put(token, { expiresAt: at(HOUR) }))).toBe('400 /body/startsAt')
  })

  // CHECKLIST 53
  test('nothing to change, or what is not to be changed, is a 400', async () => {
    const { token } = await givenLink()
    for (const body of ['{}', 'null', '[]', '"x"']) {
      expect(await outcome(await put(token, body))).toBe('400 /body')
    }
    for (const field of ['id', 'role', 'nonce', 'secret', 'useCount', 'createdBy', '__proto__']) {
      const body = `{"enabled":false,"${field}":"x"}`
      expect(await outcome(await put(token, body))).toBe(`400 /body/${field}`)
    }
    expect(await (await call(GET, 'GET', token)).json()).toMatchObject({ enabled: true })
  })

  test('the role is that of the moment of sign-up', async () => {
    const { token } = await givenLink()
    await put(token, { rootRole: 'Editor' })
    const sent = request('POST', `/invite/${token}/signup`, { body: signupBody() })
    const response = await signUp(sent, params({ token }))
    expect(await response.json()).toMatchObject({ rootRole: 2 })
  })

  test('a change since it was read is a 412; sign-ups are no change', async () => {
    const { token } = await givenLink()
    const etag = (await call(GET, 'GET', token)).headers.get('etag') ?? ''
    expect(await join(token)).toBe('201')
    expect((await put(token, { name: 'One' }, { 'if-match': etag })).status).toBe(200)
    const stale = { headers: { 'if-match': etag } }
    expect(await outcome(await put(token, { name: 'Two' }, stale.headers))).toBe('412 StaleError')
    expect(await outcome(await call(DELETE, 'DELETE', token, stale))).toBe('412 StaleError')
    expect(await outcome(await call(rotate, 'POST', token, stale))).toBe('412 StaleError')
    expect((await put(token, { name: 'Two' }, { 'if-match': `"9", "2"` })).status).toBe(200)
    expect((await put(token, { name: 'Three' })).status).toBe(200)
  })
})

describe('POST /api/admin/invite-link/tokens/:token/rotate', () => {
  // CHECKLIST 19
  test('the old address stops working immediately, the new one works, and everything else stays', async () => {
    const { token } = await givenLink({ maxUses: 5, name: 'School' })
    expect(await join(token)).toBe('201')
    const before = await (await call(GET, 'GET', token)).json()
    const response = await call(rotate, 'POST', token)
    const after = await response.json()
    expect(response.status).toBe(200)
    expect(after.secret).not.toBe(token)
    expect(after).toEqual({
      ...before,
      secret: after.secret,
      url: `https://foyer.test/invite/${after.secret}`,
    })
    expect([before.useCount, before.users.length]).toEqual([1, 1])
    expect(await join(token)).toBe('400 InviteInvalidError')
    expect(await outcome(await call(GET, 'GET', token))).toBe('404 NotFoundError')
    expect(await join(after.secret)).toBe('201')
  })

  // CHECKLIST 19
  test('of sign-ups that race with it, nobody gets in by the old address once it has answered', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { token, id } = await givenLink()
      const joins = Array.from({ length: 30 }, () => join(token))
      expect((await call(rotate, 'POST', token)).status).toBe(200)
      expect(await join(token)).toBe('400 InviteInvalidError')
      const received = await Promise.all(joins)
      expect(received.filter((one) => !/^201|^400 InviteInvalid/.test(one))).toEqual([])
      const { useCount } = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
      expect(received.filter((one) => one === '201')).toHaveLength(useCount)
    }
  })

  // CHECKLIST 19
  test('of two rotations at once, one wins and its token works', async () => {
    const { token } = await givenLink()
    const responses = await Promise.all([call(rotate, 'POST', token), call(rotate, 'POST', token)])
    expect((await Promise.all(responses.map(outcome))).sort()).toEqual(['200', '404 NotFoundError'])
  })
})

describe('a link that is not there', () => {
  // CHECKLIST 21
  test('every bad token is a 404 for an administrator, whatever is asked', async () => {
    const body = { enabled: false }
    for (const token of badTokens()) {
      const received = await Promise.all([
        call(GET, 'GET', token),
        put(token, body),
        call(DELETE, 'DELETE', token),
        call(rotate, 'POST', token),
        call(listMembers, 'GET', token),
      ])
      const names = await Promise.all(received.map(outcome))
      expect([token, ...new Set(names)]).toEqual([token, '404 NotFoundError'])
    }
  })
})

describe('GET /api/admin/invite-link/tokens/:token/users', () => {
  test('pages walk through everybody who joined, newest first; a deleted person leaves the count', async () => {
    const { token, id } = await givenLink()
    for (let person = 0; person < 5; person += 1) await join(token)
    const uses = await getDb().signupTokenUse.findMany({
      where: { signupTokenId: id },
      orderBy: { id: 'desc' },
    })
    const [newest] = uses
    await getDb().user.delete({ where: { id: newest?.userId ?? 0 } })
    const walked: number[] = []
    let cursor: number | null = null
    do {
      const query: string = cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`
      const authorization = await givenAdminToken()
      const path = `/api/admin/invite-link/tokens/${token}/users${query}`
      const response = await listMembers(request('GET', path, { authorization }), params({ token }))
      const page = await response.json()
      walked.push(...page.users.map((user: { id: number }) => user.id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(walked).toEqual(uses.slice(1).map(({ userId }) => userId))
    expect(await (await call(GET, 'GET', token)).json()).toMatchObject({ useCount: 5 })
  })
})
