import { expect, test } from 'playwright/test'
import { type App, firstAdmin, startApp } from '../support/app'
import { call } from './support/call'
import { admin, errorOf, inSeconds, password, signupBody, tokens } from './support/given'

// A server of its own: on the shared one other tests create administrators.
let app: App

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  test.setTimeout(120_000)
  app = await startApp()
})
test.afterAll(async () => await app.stop())

const path = '/api/admin/user-admin'

async function change(id: number, body: unknown) {
  return await call('PUT', `${path}/${id}`, { body, as: admin, base: app.url })
}

async function givenSecondAdmin(): Promise<number> {
  const body = { name: 'Second', expiresAt: inSeconds(60), rootRole: 'Admin' }
  const link = await call('POST', tokens, { body, as: admin, base: app.url })
  const to = `/invite/${link.json().secret}/signup`
  const response = await call('POST', to, { body: signupBody(), base: app.url })
  return response.json<{ id: number }>().id
}

async function firstAdminId(): Promise<number> {
  const response = await call('GET', path, { as: admin, base: app.url })
  const { users } = response.json<{ users: { id: number; email: string }[] }>()
  return users.find(({ email }) => email === firstAdmin.email)?.id ?? 0
}

// CHECKLIST 44
test('the last enabled admin cannot be demoted, disabled or deleted: 409, and nothing changes', async () => {
  const id = await firstAdminId()
  const before = await call('GET', `${path}/${id}`, { as: admin, base: app.url })
  const refused = [
    await change(id, { rootRole: 'Viewer' }),
    await change(id, { enabled: false }),
    await change(id, { name: 'Other', rootRole: 2, enabled: false }),
    await call('DELETE', `${path}/${id}`, { as: admin, base: app.url }),
  ]
  for (const refusal of refused) expect(errorOf(refusal)).toBe('409 LastAdminError')
  const after = await call('GET', `${path}/${id}`, { as: admin, base: app.url })
  expect([after.json(), after.header('etag')]).toEqual([before.json(), before.header('etag')])
  expect((await change(id, { name: 'Renamed' })).status).toBe(200)
})

test('with a second admin it works; when two admins remove each other at once, one remains', async () => {
  const first = await firstAdminId()
  const second = await givenSecondAdmin()
  const responses = await Promise.all([
    change(first, { rootRole: 'Viewer' }),
    call('DELETE', `${path}/${second}`, { as: admin, base: app.url }),
  ])
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 409])
  await change(first, { rootRole: 'Admin' })
  const left = await change(second, { rootRole: 'Viewer' })
  expect([200, 404]).toContain(left.status)
  const third = await givenSecondAdmin()
  expect((await change(first, { enabled: false })).status).toBe(200)
  // A disabled admin does not count.
  expect(errorOf(await change(third, { enabled: false }))).toBe('409 LastAdminError')
})

test('a disabled admin cannot sign in, and a right and a wrong password get the same error', async () => {
  const body = { username: firstAdmin.email, password: firstAdmin.password }
  const response = await call('POST', '/auth/simple/login', { body, base: app.url })
  const wrong = { ...body, password }
  const other = await call('POST', '/auth/simple/login', { body: wrong, base: app.url })
  expect([errorOf(response), errorOf(other)]).toEqual([
    '401 PasswordMismatch',
    '401 PasswordMismatch',
  ])
})
