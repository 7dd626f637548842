import { expect, test } from 'playwright/test'
import type { SessionResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import { admin, cookieOf, errorOf, givenMember, password } from './support/given'
import type { Credential } from './support/send'

const own = '/api/admin/user/sessions'
const users = '/api/admin/user-admin'

async function listSessions(path: string, as: Credential): Promise<SessionResponse[]> {
  return (await call('GET', path, { as })).json<{ sessions: SessionResponse[] }>().sessions
}

// CHECKLIST 48
test('a person ends their other session, and then the current one', async () => {
  const { user, as } = await givenMember()
  const body = { username: user.email, password }
  const other = { cookie: cookieOf(await call('POST', '/auth/simple/login', { body })) }
  const sessions = await listSessions(own, as)
  expect(sessions).toHaveLength(2)
  const find = (current: boolean) => sessions.find((one) => one.current === current)?.id
  expect((await call('DELETE', `${own}/${find(false)}`, { as })).status).toBe(200)
  expect(errorOf(await call('GET', own, { as: other }))).toBe('401 AuthenticationRequired')
  const last = await call('DELETE', `${own}/${find(true)}`, { as })
  expect([last.status, last.header('set-cookie')]).toEqual([
    200,
    expect.stringContaining('Max-Age=0'),
  ])
  expect(errorOf(await call('GET', own, { as }))).toBe('401 AuthenticationRequired')
})

test('a person cannot end somebody else’s session, an administrator can', async () => {
  const [one, two] = [await givenMember(), await givenMember()]
  const [session] = await listSessions(`${users}/${two.user.id}/sessions`, { ...admin })
  const answer = await call('DELETE', `${own}/${session?.id}`, { as: one.as })
  expect(errorOf(answer)).toBe('404 NotFoundError')
  const path = `${users}/${two.user.id}/sessions/${session?.id}`
  expect(errorOf(await call('DELETE', path, one))).toBe('403 PermissionError')
  expect((await call('DELETE', path, { as: admin })).status).toBe(200)
  expect(errorOf(await call('DELETE', path, { as: admin }))).toBe('404 NotFoundError')
})
