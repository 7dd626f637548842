import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type {
  ApiTokenResponse,
  OpenResetResponse,
  PasswordResetResponse,
} from '@/lib/schemas/responses'
import { call } from './support/call'
import {
  admin,
  errorOf,
  givenMember,
  givenPersonalToken,
  inSeconds,
  password,
  pathsOf,
} from './support/given'
import { send } from './support/send'

const users = '/api/admin/user-admin'
const day = 24 * 3600

async function listTokens(id: number): Promise<ApiTokenResponse[]> {
  const answer = await call('GET', `${users}/${id}/tokens`, { as: admin })
  return answer.json<{ tokens: ApiTokenResponse[] }>().tokens
}

async function listResets(id: number): Promise<OpenResetResponse[]> {
  const answer = await call('GET', `${users}/${id}/password-resets`, { as: admin })
  return answer.json<{ passwordResets: OpenResetResponse[] }>().passwordResets
}

// ATTACK 2
test('an administrator sees and revokes the API tokens of a person', async () => {
  const member = await givenMember()
  const { secret, ...token } = await givenPersonalToken(member)
  expect(await listTokens(member.user.id)).toEqual([token])
  const path = `${users}/${member.user.id}/tokens/${token.id}`
  expect((await call('DELETE', path, { as: admin })).status).toBe(200)
  expect(await listTokens(member.user.id)).toEqual([])
  const use = await call('GET', '/api/admin/user', { as: { authorization: secret } })
  expect(errorOf(use)).toBe('401 UnauthorizedError')
  expect(errorOf(await call('DELETE', path, { as: admin }))).toBe('404 NotFoundError')
})

test('an API token can be revoked only under its own person', async () => {
  const [owner, other] = [await givenMember(), await givenMember()]
  const { id, secret } = await givenPersonalToken(owner)
  const path = `${users}/${other.user.id}/tokens/${id}`
  expect(errorOf(await call('DELETE', path, { as: admin }))).toBe('404 NotFoundError')
  expect((await call('GET', '/api/admin/user', { as: { authorization: secret } })).status).toBe(200)
})

// ATTACK 3
test('an administrator sees who created an open reset link, and revokes it', async () => {
  const [boss, person] = [await givenMember('Admin'), await givenMember()]
  const created = await call('POST', `${users}/${person.user.id}/password-reset`, { as: boss.as })
  const { url, expiresAt } = created.json<PasswordResetResponse>()
  const [reset] = await listResets(person.user.id)
  expect(reset).toMatchObject({ expiresAt, createdBy: boss.user.email })
  const secret = url.split('.').at(-1) ?? ''
  expect(JSON.stringify(reset)).not.toContain(secret)
  const path = `${users}/${person.user.id}/password-resets/${reset?.id}`
  expect((await call('DELETE', path, { as: admin })).status).toBe(200)
  expect(await listResets(person.user.id)).toEqual([])
  expect((await send('GET', new URL(url).pathname)).status).toBe(410)
  expect(errorOf(await call('DELETE', path, { as: admin }))).toBe('404 NotFoundError')
})

test('only administrators see the tokens, reset links and sessions of a person', async () => {
  const { user, as } = await givenMember('Editor')
  for (const path of ['tokens', 'password-resets', 'sessions']) {
    const own = `${users}/${user.id}/${path}`
    expect(errorOf(await call('GET', own))).toBe('401 AuthenticationRequired')
    expect(errorOf(await call('GET', own, { as }))).toBe('403 PermissionError')
    const malformed = await call('GET', `${users}/%zz/${path}`, { as: admin })
    expect(errorOf(malformed)).toBe('400 BadDataError')
  }
})

test('the tokens and reset links of an unknown person are a 404', async () => {
  for (const path of ['tokens', 'password-resets']) {
    const answer = await call('GET', `${users}/2147483647/${path}`, { as: admin })
    expect(errorOf(answer)).toBe('404 NotFoundError')
  }
})

// ATTACK 12
test('a personal API token cannot take over an administrator’s account, not even its owner’s', async () => {
  const [owner, other] = [await givenMember('Admin'), await givenMember('Admin')]
  const as = { authorization: (await givenPersonalToken(owner)).secret }
  for (const { user } of [owner, other]) {
    const path = `${users}/${user.id}`
    const email = `${randomUUID()}@example.org`
    const tries = [
      await call('POST', `${path}/password-reset`, { as }),
      await call('DELETE', path, { as }),
      await call('PUT', path, { as, body: { email } }),
      await call('PUT', path, { as, body: { rootRole: 'Viewer' } }),
    ]
    expect(tries.map(errorOf)).toEqual(Array(4).fill('403 PermissionError'))
    expect(await listResets(user.id)).toEqual([])
    const me = await call('GET', path, { as: admin })
    expect(me.json()).toMatchObject({ email: user.email, rootRole: 1 })
  }
})

test('an administrator’s personal API token can manage everybody else', async () => {
  const as = { authorization: (await givenPersonalToken(await givenMember('Admin'))).secret }
  const path = `${users}/${(await givenMember()).user.id}`
  const email = `${randomUUID()}@example.org`
  expect((await call('PUT', path, { as, body: { email } })).status).toBe(200)
  expect((await call('POST', `${path}/password-reset`, { as })).status).toBe(201)
  expect((await call('DELETE', path, { as })).status).toBe(200)
})

// ATTACK 15
test('a personal token lasts a year at most, and the response says when it ends', async () => {
  const { as } = await givenMember()
  const ask = async (expiresAt: string) => {
    const body = { description: randomUUID(), expiresAt }
    const answer = await call('POST', '/api/admin/user/tokens', { as, body })
    return Date.parse(answer.json<ApiTokenResponse>().expiresAt ?? '')
  }
  const inAYear = Date.now() + 365 * day * 1000
  const clamped = await ask('9999-12-31T23:59:59Z')
  expect(clamped - inAYear).toBeGreaterThanOrEqual(0)
  expect(clamped - inAYear).toBeLessThan(60_000)
  const sooner = inSeconds(364 * day)
  expect(await ask(sooner)).toBe(Date.parse(sooner))
})

// ATTACK 15
test('a person has at most 50 API tokens; the next is a 400', async () => {
  const member = await givenMember()
  for (let n = 0; n < 50; n += 1) await givenPersonalToken(member)
  const body = { description: 'One more', expiresAt: inSeconds(3600) }
  const answer = await call('POST', '/api/admin/user/tokens', { as: member.as, body })
  expect(errorOf(answer)).toBe('400 BadDataError')
  expect(pathsOf(answer)).toEqual(['/body'])
  const [oldest] = (await listTokens(member.user.id)).slice(-1)
  await call('DELETE', `/api/admin/user/tokens/${oldest?.id}`, { as: member.as })
  const again = await call('POST', '/api/admin/user/tokens', { as: member.as, body })
  expect(again.status).toBe(201)
})

// ATTACK 15
test('a person has at most 100 sessions; the oldest ends', async () => {
  const { user, as } = await givenMember()
  const signIn = async () => {
    const body = { username: user.email, password }
    return await call('POST', '/auth/simple/login', { body })
  }
  for (let n = 0; n < 99; n += 1) await signIn()
  expect((await call('GET', '/api/admin/user', { as })).status).toBe(200)
  expect((await signIn()).json()).toMatchObject({ activeSessions: 100 })
  expect(errorOf(await call('GET', '/api/admin/user', { as }))).toBe('401 AuthenticationRequired')
})
