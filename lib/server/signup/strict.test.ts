import bcrypt from 'bcrypt'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ADMIN_ROLE } from '@/lib/roles'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenAdmin, givenLink, givenUser, nextNumber, signupBody } from '@/lib/testing/factories'
import { attempts, placesOf, post, postForm, whole } from '@/lib/testing/sign-ups'
import { statementsOf } from '@/lib/testing/statements'

vi.setConfig({ testTimeout: 180_000 })

beforeAll(() => provideEnv({ SIGNUP_STRICT: 'true' }))
afterAll(() => provideEnv({ SIGNUP_STRICT: '' }))

/** The statements sent to the database, without values, and the number of hashes. */
async function workOf(work: () => Promise<unknown>) {
  const hash = vi.spyOn(bcrypt, 'hash')
  const compare = vi.spyOn(bcrypt, 'compare')
  try {
    const all = await statementsOf(work)
    // The settings are read again every few seconds, by any request.
    const statements = all.filter((text) => !text.includes('"Setting"'))
    const hashes = hash.mock.calls.length + compare.mock.calls.length
    return { statements: statements.length, hashes, verbs: statements.map(verbOf) }
  } finally {
    hash.mockRestore()
    compare.mockRestore()
  }
}

const verbOf = (text: string) => text.trim().split(/\s/)[0] ?? ''

const afterForm = '["location","/login?joined&next=%2Fwelcome"]'

// CHECKLIST 31
describe('in strict mode a new and a registered address', () => {
  test('get the same response to the byte, as JSON and from a form, whether the account is enabled or not', async () => {
    const { token } = await givenLink()
    const known = await givenUser()
    const disabled = await givenUser()
    await getDb().user.update({ where: { id: disabled.id }, data: { enabled: false } })
    const body = signupBody()
    for (const send of [post, postForm]) {
      const fresh = signupBody().email
      const responses = []
      for (const email of [fresh, known.email, disabled.email, fresh]) {
        responses.push(await whole(await send(token, { ...body, email })))
      }
      expect(new Set(responses).size).toBe(1)
      expect(responses[0]).toContain(send === post ? '"status":202' : '"status":303')
      expect(responses[0]).toContain(send === post ? '"body":"{}"' : afterForm)
      expect(responses[0]).not.toContain('set-cookie')
    }
  })

  test('cost one hash and the same number of statements, with a key or without, for every role', async () => {
    await givenAdmin()
    for (const roleId of [ADMIN_ROLE, 3]) {
      for (const keyed of [false, true]) {
        const { token } = await givenLink({ roleId })
        const { email } = await givenUser()
        const send = (body: unknown) =>
          post(token, body, keyed ? { 'idempotency-key': `key-${nextNumber()}` } : {})
        const fresh = await workOf(() => send(signupBody()))
        const registered = await workOf(() => send(signupBody({ email })))
        // The owner was already notified today, and the work is still the same.
        const again = await workOf(() => send(signupBody({ email })))
        expect([fresh.hashes, registered.hashes, again.hashes]).toEqual([1, 1, 1])
        expect(fresh.verbs.at(-1)).toBe('COMMIT')
        expect(registered.statements).toBe(fresh.statements)
        expect(again.verbs).toEqual(registered.verbs)
      }
    }
  })

  test('are refused in the same way if the link is over or the password is bad', async () => {
    const { email } = await givenUser()
    const full = await givenLink({ maxUses: 1 })
    expect((await post(full.token, signupBody())).status).toBe(202)
    const open = await givenLink()
    const cases = [
      [full.token, {}],
      [open.token, { password: 'short' }],
    ] as const
    for (const [token, fields] of cases) {
      const bodies = [signupBody(fields), signupBody({ ...fields, email })]
      const responses = await Promise.all(bodies.map((body) => post(token, body)))
      const reported = await Promise.all(responses.map(async (one) => (await one.json()).name))
      expect(responses.map(({ status }) => status)).toEqual([400, 400])
      expect(reported[0]).toBe(reported[1])
    }
  })
})

// CHECKLIST 31
test('of twenty simultaneous sign-ups with one new address, one creates a person and all get the same response, ten times over', async () => {
  for (let round = 0; round < 10; round += 1) {
    const { token, id } = await givenLink({ maxUses: 2 })
    const { email } = signupBody()
    const bodies = Array.from({ length: 20 }, () => signupBody({ email }))
    const responses = await Promise.all(bodies.map(async (body) => whole(await post(token, body))))
    expect(new Set(responses).size).toBe(1)
    expect(responses[0]).toContain('"status":202')
    const users = await getDb().user.findMany({ where: { email }, include: { sessions: true } })
    expect(users.map(({ sessions }) => sessions)).toEqual([[]])
    expect(await placesOf(id)).toMatchObject({ useCount: 1, uses: 1 })
    expect(await attempts(users[0]?.id ?? 0)).toBe(1)
  }
})

// CHECKLIST 32
test('a username, taken or free, changes neither response nor account: nobody gets one here', async () => {
  const { token } = await givenLink()
  const taken = `Ada ${nextNumber()}`
  await givenUser({ username: taken })
  const responses = new Set([await whole(await post(token, signupBody()))])
  for (const username of [taken, `Free ${nextNumber()}`]) {
    const person = signupBody({ username })
    responses.add(await whole(await post(token, person)))
    const where = { email: person.email }
    expect(await getDb().user.findUniqueOrThrow({ where })).toMatchObject({ username: null })
  }
  expect(responses.size).toBe(1)
})

test('a repeated request with its key gets the same 202 and creates nothing; in standard mode the key reveals nothing', async () => {
  const { token, id } = await givenLink()
  const { id: userId, email } = await givenUser()
  const headers = { 'idempotency-key': `key-${nextNumber()}` }
  const known = { 'idempotency-key': `key-${nextNumber()}` }
  const [person, impostor] = [signupBody(), signupBody({ email })]
  const responses = []
  for (let n = 0; n < 3; n += 1) {
    responses.push(await whole(await post(token, person, headers)))
    responses.push(await whole(await post(token, impostor, known)))
  }
  expect(new Set(responses).size).toBe(1)
  expect([await placesOf(id), await attempts(userId)]).toMatchObject([{ useCount: 1, uses: 1 }, 1])
  expect((await post(token, signupBody(), headers)).status).toBe(409)
  provideEnv({ SIGNUP_STRICT: '' })
  const reported = await post(token, impostor, known)
  provideEnv({ SIGNUP_STRICT: 'true' })
  expect([reported.status, (await reported.json()).name]).toEqual([409, 'NameExistsError'])
})
