import { expect, test } from 'playwright/test'
import { call } from './support/call'
import {
  change,
  cookieOf,
  errorOf,
  evil,
  givenLink,
  signupBody,
  unknownToken,
} from './support/given'

const form = { 'content-type': 'application/x-www-form-urlencoded' }

async function post(secret: string, fields: Record<string, string>, headers = {}) {
  const raw = new URLSearchParams(fields).toString()
  return await call('POST', `/invite/${secret}/signup`, { raw, headers: { ...form, ...headers } })
}

test.describe('POST /invite/:token/signup as a plain form', () => {
  test('success redirects to /welcome with a 303, signed in', async () => {
    const { secret } = await givenLink()
    const person = signupBody({ username: '' })
    const response = await post(secret, person)
    expect([response.status, response.header('location')]).toEqual([303, '/welcome'])
    expect(response.header('cache-control')).toContain('no-store')
    const me = await call('GET', '/api/admin/user', { as: { cookie: cookieOf(response) } })
    expect(me.json()).toMatchObject({ user: { email: person.email } })
  })

  test('an error redirects back to the link with a 303 and the error codes in the query', async () => {
    const { secret } = await givenLink()
    const response = await post(secret, { email: 'x', name: '', password: 'correct horse battery' })
    expect(response.status).toBe(303)
    const location = new URL(response.header('location'), 'http://any')
    expect(location.pathname).toBe(`/invite/${secret}`)
    expect(location.searchParams.get('error')).toBe('email.emailInvalid,name.nameRequired')
  })

  test('typed values come back encrypted, for one minute and for this link only; the password never does', async () => {
    const { secret } = await givenLink()
    const typed = { email: 'typed@text', name: 'Typed Name', password: 'Typed Password' }
    const response = await post(secret, typed)
    const cookie = response.header('set-cookie')
    expect(cookie).toMatch(/^foyer-form=[\w-]+; Path=\/invite\/[\w-]+; Max-Age=60; HttpOnly;/)
    expect(cookie).toContain(`Path=/invite/${secret};`)
    const all = [...response.headers.values()].join('\n')
    const value = cookieOf(response).split('=')[1] ?? ''
    for (const text of [all, Buffer.from(value, 'base64url').toString('latin1')]) {
      expect(text).not.toMatch(/Typed|typed@text/)
    }
  })

  test('values too large for a cookie are dropped; the error codes stay', async () => {
    const { secret } = await givenLink()
    const response = await post(secret, { email: 'x', name: '名'.repeat(1000), password: 'p' })
    expect(response.status).toBe(303)
    expect(response.header('set-cookie')).toBe('')
    expect(response.header('location')).toContain('nameTooLong')
  })

  test('a closed link and a taken email address redirect back with the name of their error', async () => {
    const { secret } = await givenLink()
    const person = signupBody()
    await post(secret, person)
    expect((await post(secret, person)).header('location')).toContain('error=email.emailTaken')
    await change({ secret }, { enabled: false })
    const paused = await post(secret, signupBody())
    expect(paused.header('location')).toContain('error=InvitePausedError')
    const unknown = await post(unknownToken, signupBody())
    expect(unknown.status).toBe(303)
    expect(unknown.header('location')).toContain('error=InviteInvalidError')
  })

  test('a field for the role or the id is refused in a form too', async () => {
    const { secret } = await givenLink()
    for (const field of ['rootRole', 'role', 'id', '__proto__']) {
      const response = await post(secret, signupBody({ [field]: '1' }))
      expect(response.header('location'), field).toContain('error=BadDataError')
    }
  })

  test('a form from another site is a plain 403', async () => {
    const { secret } = await givenLink()
    expect(errorOf(await post(secret, signupBody(), evil))).toBe('403 CrossSiteError')
  })

  test('the sign-in operation does not accept a form', async () => {
    const raw = 'username=a&password=b'
    const response = await call('POST', '/auth/simple/login', { raw, headers: form })
    expect(errorOf(response)).toBe('415 ContentTypeError')
  })
})
