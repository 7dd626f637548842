import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { UserResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import {
  admin,
  cookieOf,
  errorOf,
  evil,
  givenLink,
  givenMember,
  password,
  pathsOf,
  signupBody,
} from './support/given'

async function signIn(username: unknown, secret: unknown = password) {
  const body = { username, password: secret }
  return await call('POST', '/auth/simple/login', { body })
}

async function givenAccount(fields: Record<string, unknown> = {}) {
  const person = signupBody(fields)
  const { secret } = await givenLink()
  const answer = await call('POST', `/invite/${secret}/signup`, { body: person })
  expect(answer.status, answer.text).toBe(201)
  return { ...person, id: answer.json<UserResponse>().id }
}

test.describe('POST /auth/simple/login', () => {
  test('email and password open a session and return the person', async () => {
    const { email, id } = await givenAccount()
    const answer = await signIn(` ${email.toUpperCase()} `)
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ id, email, activeSessions: 2, loginAttempts: 0 })
    expect(answer.json().seenAt).not.toBeNull()
    expect(answer.header('set-cookie')).toMatch(/^foyer=[^;]+; Path=\/; .*HttpOnly; SameSite=Lax$/)
    const me = await call('GET', '/api/admin/user', { as: { cookie: cookieOf(answer) } })
    expect(me.json()).toMatchObject({ user: { email } })
  })

  test('a username works as well, in any case', async () => {
    const username = `Ada-${randomUUID()}`
    const { id } = await givenAccount({ username })
    expect((await signIn(username.toLowerCase())).json().id).toBe(id)
  })

  test('an unknown person, a wrong password and a disabled account get the same response', async () => {
    const { email, id } = await givenAccount()
    const disabled = await givenAccount()
    const body = { enabled: false }
    await call('PUT', `/api/admin/user-admin/${disabled.id}`, { body, as: admin })
    const responses = [
      await signIn('nobody@example.org'),
      await signIn('nobody'),
      await signIn(email, 'not the password'),
      await signIn(disabled.email),
      await signIn('a\u0000b'),
      await signIn('a\u0000b@example.org'),
    ].map((answer) => ({ ...answer.json(), id: '', status: answer.status }))
    for (const answer of responses) expect(answer).toEqual(responses[0])
    expect(responses[0]).toMatchObject({ status: 401, name: 'PasswordMismatch', details: [] })
    const seen = await call('GET', `/api/admin/user-admin/${id}`, { as: admin })
    expect(seen.json().loginAttempts).toBe(1)
    expect((await signIn(email)).json().loginAttempts).toBe(0)
  })

  test('all violations are listed; nothing is coerced, and unknown fields are refused', async () => {
    const body = { username: 1, password: null, remember: true }
    const answer = await call('POST', '/auth/simple/login', { body })
    expect(errorOf(answer)).toBe('400 BadDataError')
    expect(pathsOf(answer)).toEqual(['/body/username', '/body/password', '/body/remember'])
    expect(pathsOf(await signIn('', ''))).toEqual(['/body/username', '/body/password'])
  })

  test('another site cannot sign somebody in', async () => {
    const { email } = await givenAccount()
    const body = { username: email, password }
    const answer = await call('POST', '/auth/simple/login', { body, headers: evil })
    expect(errorOf(answer)).toBe('403 CrossSiteError')
  })
})

test.describe('POST /logout', () => {
  test('ends the session, clears the cookie, the cache and the storage, and leads to /login', async () => {
    const { as } = await givenMember()
    const answer = await call('POST', '/logout', { as })
    expect([answer.status, answer.header('location')]).toEqual([302, '/login'])
    expect(answer.header('set-cookie')).toMatch(/^foyer=; Path=\/; Max-Age=0;/)
    expect(answer.header('clear-site-data')).toBe('"cache", "storage"')
    const after = await call('GET', '/api/admin/user', { as })
    expect(errorOf(after)).toBe('401 AuthenticationRequired')
    expect(errorOf(await call('POST', '/logout', { as }))).toBe('401 AuthenticationRequired')
  })

  test('accepts any body', async () => {
    for (const raw of ['', 'a=b', '<xml/>']) {
      const { as } = await givenMember()
      const headers = { 'content-type': 'text/xml' }
      expect((await call('POST', '/logout', { as, raw, headers })).status).toBe(302)
    }
  })

  test('keeps the other sessions of the person', async () => {
    const { email } = await givenAccount()
    const [one, other] = [cookieOf(await signIn(email)), cookieOf(await signIn(email))]
    await call('POST', '/logout', { as: { cookie: one } })
    expect((await call('GET', '/api/admin/user', { as: { cookie: other } })).status).toBe(200)
  })
})
