import { describe, expect, test } from 'vitest'
import { POST as setPassword } from '@/app/reset/[token]/password/route'
import { signIn } from '@/lib/server/account/login'
import { findPasswordReset } from '@/lib/server/account/password-resets'
import { findSession } from '@/lib/server/auth/sessions'
import { getDb } from '@/lib/server/db/db'
import { DAY, setClock } from '@/lib/server/runtime/clock'
import { dumpDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdmin, givenUser, goodPassword } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST } from './route'

const fresh = 'another horse battery'
const browser = { userAgent: null, cookie: null }

async function createReset(userId: number): Promise<string> {
  const cookie = await cookieFor((await givenAdmin()).id)
  const response = await POST(request('POST', '/', { cookie }), params({ id: String(userId) }))
  expect(response.status).toBe(201)
  const { url } = await response.json()
  return String(url).replace('https://foyer.test/reset/', '')
}

async function use(token: string, password = fresh) {
  return await setPassword(request('POST', '/', { body: { password } }), params({ token }))
}

async function stateOf(token: string) {
  return (await findPasswordReset(token)).state
}

// CHECKLIST 45
describe('a password reset', () => {
  test('is a link for a day; the secret is in the answer and nowhere else', async () => {
    const person = await givenUser()
    const cookie = await cookieFor((await givenAdmin()).id)
    const at = params({ id: String(person.id) })
    const response = await POST(request('POST', '/', { cookie }), at)
    const { url, expiresAt } = await response.json()
    expect(url).toMatch(/^https:\/\/foyer\.test\/reset\/[\w-]{22}\.[\w-]{32}$/)
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(DAY - 60_000)
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(DAY)
    const [, secret = ''] = url.split('.').slice(-2)
    expect((await dumpDatabase()).join('\n')).not.toContain(secret)
    const type = 'password-reset-created'
    expect(await getDb().event.count({ where: { type, userId: person.id } })).toBe(1)
  })

  test('only an administrator can create one, and only for an existing person', async () => {
    const { id } = await givenUser()
    const at = params({ id: String(id) })
    expect((await POST(request('POST', '/'), at)).status).toBe(401)
    const cookie = await cookieFor(id)
    expect((await POST(request('POST', '/', { cookie }), at)).status).toBe(403)
    const admin = await cookieFor((await givenAdmin()).id)
    const none = params({ id: '2147483647' })
    expect((await POST(request('POST', '/', { cookie: admin }), none)).status).toBe(404)
  })

  // CHECKLIST 48
  test('sets the password, ends every session, signs in, and is used up', async () => {
    const person = await givenUser()
    const before = await cookieFor(person.id)
    const token = await createReset(person.id)
    const response = await use(token)
    expect(response.status).toBe(200)
    expect(await findSession(before)).toBeNull()
    const after = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await findSession(after))?.userId).toBe(person.id)
    const username = person.email
    await expect(signIn({ username, password: goodPassword }, browser)).rejects.toThrow()
    await signIn({ username, password: fresh }, browser)
    expect(await stateOf(token)).toBe('used')
    expect((await use(token, 'a third horse battery')).status).toBe(404)
    const events = await getDb().event.findMany({ where: { userId: person.id } })
    expect(events.map(({ type }) => type)).toContain('user-password-reset')
    expect(JSON.stringify(events)).not.toContain(fresh)
  })

  test('of ten at once exactly one sets the password', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await givenUser()
      const token = await createReset(id)
      const tries = Array.from({ length: 10 }, (_, at) => use(token, `horse battery number ${at}`))
      const statuses = (await Promise.all(tries)).map(({ status }) => status)
      expect(statuses.filter((status) => status === 200)).toHaveLength(1)
      expect(statuses.filter((status) => status === 404)).toHaveLength(9)
      expect(await getDb().session.count({ where: { userId: id } })).toBe(1)
    }
  })

  test('a new link ends older ones; of several created at the same time, one works', async () => {
    const { id } = await givenUser()
    const old = await createReset(id)
    const created = await Promise.all(Array.from({ length: 5 }, () => createReset(id)))
    expect(await stateOf(old)).toBe('expired')
    const states = await Promise.all(created.map(stateOf))
    expect(states.filter((state) => state === 'open')).toHaveLength(1)
    expect((await use(old)).status).toBe(404)
  })

  test('is over after a day, to the millisecond', async () => {
    const start = new Date()
    setClock(() => start)
    const token = await createReset((await givenUser()).id)
    setClock(() => new Date(start.getTime() + DAY - 1))
    expect(await stateOf(token)).toBe('open')
    setClock(() => new Date(start.getTime() + DAY))
    expect(await stateOf(token)).toBe('expired')
    expect((await use(token)).status).toBe(404)
  })

  test('looking changes nothing, and what is no reset is unknown', async () => {
    const token = await createReset((await givenUser()).id)
    const before = await dumpDatabase()
    for (let round = 0; round < 3; round += 1) expect(await stateOf(token)).toBe('open')
    expect(await dumpDatabase()).toEqual(before)
    const [id = ''] = token.split('.')
    const wrong = ['', 'x', id, `${id}.${'A'.repeat(32)}`, `${token}A`, 'a'.repeat(8000)]
    for (const text of wrong) expect(await stateOf(text)).toBe('unknown')
  })

  test('a disabled person is not let in by it', async () => {
    const { id } = await givenUser()
    const token = await createReset(id)
    await getDb().user.update({ where: { id }, data: { enabled: false } })
    expect(await stateOf(token)).toBe('unknown')
    expect((await use(token)).status).toBe(404)
  })

  // CHECKLIST 41
  test('the policy is that of sign-up, and a refused password uses nothing up', async () => {
    const person = await givenUser()
    const token = await createReset(person.id)
    for (const bad of ['hunter2', 'password12345', person.email]) {
      const response = await use(token, bad)
      const { details } = await response.json()
      expect([response.status, details[0].path]).toEqual([400, '/body/password'])
    }
    expect(await stateOf(token)).toBe('open')
  })

  test('a plain form goes on to the account, or back with the code', async () => {
    const token = await createReset((await givenUser()).id)
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const post = async (body: string) =>
      await setPassword(request('POST', '/', { body, headers }), params({ token }))
    const bad = await post('password=zqxjvkw')
    expect(bad.headers.get('location')).toBe(
      `/reset/${token}?error=password.passwordTooShort#problems`,
    )
    const good = await post('password=another+horse+battery')
    expect([good.status, good.headers.get('location')]).toEqual([
      303,
      '/account?done=password#password-done',
    ])
  })
})
