import { expect, test } from 'playwright/test'
import { call } from './support/call'
import { admin, errorOf, givenMember, pathsOf } from './support/given'
import { appUrl } from './support/send'

const fresh = 'another horse battery'

async function givenReset() {
  const { user, as } = await givenMember()
  const path = `/api/admin/user-admin/${user.id}/password-reset`
  const headers = { host: 'evil.test', 'x-forwarded-host': 'evil.test' }
  const response = await call('POST', path, { as: admin, headers })
  expect(response.status).toBe(201)
  const { url } = response.json<{ url: string }>()
  return { user, as, url, path: `${new URL(url).pathname}/password` }
}

// CHECKLIST 45, 56, 57
test('a reset link uses PUBLIC_URL, sets the password once, and signs in', async () => {
  const { user, as, url, path } = await givenReset()
  expect(url.startsWith(`${appUrl()}/reset/`)).toBe(true)
  const response = await call('POST', path, { body: { password: fresh } })
  expect([response.status, response.text]).toEqual([200, '{}'])
  expect(response.header('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
  expect(errorOf(await call('GET', '/api/admin/user', { as }))).toBe('401 AuthenticationRequired')
  const body = { username: user.email, password: fresh }
  expect((await call('POST', '/auth/simple/login', { body })).status).toBe(200)
  const again = await call('POST', path, { body: { password: fresh } })
  expect(errorOf(again)).toBe('404 NotFoundError')
})

// CHECKLIST 53
test('a weak password and any other field are refused', async () => {
  const { path } = await givenReset()
  const weak = await call('POST', path, { body: { password: 'hunter2' } })
  expect(pathsOf(weak)[0]).toBe('/body/password')
  const more = await call('POST', path, { body: { password: fresh, rootRole: 1 } })
  expect(pathsOf(more)).toEqual(['/body/rootRole'])
})

test('the plain form redirects to the account page', async () => {
  const { path } = await givenReset()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await call('POST', path, { raw: 'password=another+horse+battery', headers })
  expect([response.status, response.header('location')]).toEqual([
    303,
    '/account?done=password#password-done',
  ])
})
