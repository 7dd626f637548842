import { describe, expect, test, vi } from 'vitest'
import { DELETE as deletePerson, PUT as putPerson } from '@/app/api/admin/user-admin/[id]/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { getDb } from '@/lib/server/db/db'
import { cleanUp } from '@/lib/server/lifecycle/clean-up'
import { DAY, HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { dumpDatabase } from '@/lib/testing/databases'
import {
  cookieFor,
  givenAdmin,
  givenLink,
  givenUser,
  nextNumber,
  signupBody,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { statementsOf } from '@/lib/testing/statements'

vi.setConfig({ testTimeout: 180_000 })

const aKey = () => `key-${nextNumber()}`
const ten = Array.from({ length: 10 })

function join(token: string, body: unknown, key: string) {
  const headers = { 'idempotency-key': key }
  return signUp(request('POST', `/invite/${token}/signup`, { body, headers }), params({ token }))
}

async function reported(response: Response): Promise<string> {
  return `${response.status} ${(await response.json()).name}`
}

async function rowsOf(id: string) {
  const link = await getDb().signupToken.findUniqueOrThrow({ where: { id } })
  const users = await getDb().user.count({ where: { use: { signupTokenId: id } } })
  const sessions = await getDb().session.count({ where: { user: { use: { signupTokenId: id } } } })
  return { uses: link.useCount, users, sessions }
}

describe('a sign-up with an Idempotency-Key', () => {
  // CHECKLIST 12
  test('sent ten times at once creates one person on one place, and each gets the same body, twenty times over', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { token, id } = await givenLink({ maxUses: 1 })
      const [person, key] = [signupBody(), aKey()]
      const responses = await Promise.all(ten.map(() => join(token, person, key)))
      expect(responses.map(({ status }) => status)).toEqual(ten.map(() => 201))
      const bodies = await Promise.all(responses.map((answer) => answer.text()))
      expect(new Set(bodies).size).toBe(1)
      expect(responses.filter((answer) => answer.headers.has('set-cookie'))).toHaveLength(1)
      expect(await rowsOf(id)).toEqual({ uses: 1, users: 1, sessions: 1 })
    }
  })

  // CHECKLIST 12
  test('repeated with another body is a 409; another password is not another body', async () => {
    const { token, id } = await givenLink()
    const [person, key] = [signupBody({ username: `Ada ${nextNumber()}` }), aKey()]
    expect((await join(token, person, key)).status).toBe(201)
    const others = [
      { ...person, email: 'other@example.org' },
      { ...person, name: 'Other' },
      { ...person, username: '' },
      signupBody(),
    ]
    for (const other of others) {
      expect(await reported(await join(token, other, key))).toBe('409 KeyReusedError')
    }
    const spelled = {
      ...person,
      email: ` ${person.email.toUpperCase()} `,
      password: 'other secret words',
    }
    expect((await join(token, spelled, key)).status).toBe(201)
    expect(await rowsOf(id)).toEqual({ uses: 1, users: 1, sessions: 1 })
  })

  test('gets its response even if the link is full, paused or over by then', async () => {
    const { token, id } = await givenLink({ maxUses: 1 })
    const [person, key] = [signupBody(), aKey()]
    const first = await (await join(token, person, key)).json()
    await getDb().signupToken.update({ where: { id }, data: { enabled: false } })
    setClock(() => new Date(Date.now() + 2 * HOUR))
    expect(await (await join(token, person, key)).json()).toEqual(first)
    expect(await reported(await join(token, signupBody(), aKey()))).toBe('400 InviteExpiredError')
  })

  // ATTACK 22
  test('reveals no later change of the account', async () => {
    const { token } = await givenLink()
    const admin = await cookieFor((await givenAdmin()).id)
    const [person, key] = [signupBody({ username: `Ada ${nextNumber()}` }), aKey()]
    const first = await (await join(token, person, key)).json()
    const path = `/api/admin/user-admin/${first.id}`
    const body = { email: `private${nextNumber()}@example.org`, rootRole: 'Editor', enabled: false }
    const changed = request('PUT', path, { cookie: admin, body: { ...body, name: 'Renamed' } })
    expect((await putPerson(changed, params({ id: String(first.id) }))).status).toBe(200)
    await getDb().user.update({
      where: { id: first.id },
      data: { seenAt: now(), loginAttempts: 7, username: 'other', usernameKey: 'other' },
    })
    const again = await join(token, person, key)
    expect([again.status, await again.json()]).toEqual([201, first])
  })

  test('that failed may be repeated: of ten at once with a taken address, none is remembered', async () => {
    const { token, id } = await givenLink()
    const { email } = await givenUser()
    const [person, key] = [signupBody({ email }), aKey()]
    const responses = await Promise.all(ten.map(() => join(token, person, key)))
    expect(await Promise.all(responses.map(reported))).toEqual(ten.map(() => '409 NameExistsError'))
    expect((await join(token, signupBody(), key)).status).toBe(201)
    expect((await rowsOf(id)).uses).toBe(1)
  })

  test('is scoped to one link: the same key at another link is another request', async () => {
    const [one, two] = [await givenLink(), await givenLink()]
    const key = aKey()
    expect((await join(one.token, signupBody(), key)).status).toBe(201)
    expect((await join(two.token, signupBody(), key)).status).toBe(201)
  })

  test('is remembered for exactly 24 hours; then the clean-up deletes it', async () => {
    const start = now().getTime()
    const at = (milliseconds: number) => setClock(() => new Date(start + milliseconds))
    const { token, id } = await givenLink({ expiresAt: new Date(start + 3 * DAY) })
    at(0)
    const [key, kept] = [aKey(), aKey()]
    const person = signupBody()
    expect((await join(token, person, key)).status).toBe(201)
    expect((await join(token, signupBody(), kept)).status).toBe(201)
    at(DAY - 1)
    expect((await join(token, person, key)).status).toBe(201)
    at(DAY)
    expect((await join(token, signupBody(), key)).status).toBe(201)
    expect((await rowsOf(id)).uses).toBe(3)
    await cleanUp()
    const keys = await getDb().idempotencyKey.findMany({ where: { scope: `signup ${id}` } })
    expect(keys.map((row) => row.key)).toEqual([key])
  })

  test('stores neither the password nor the address with its key, and is deleted with the person', async () => {
    const { token } = await givenLink()
    const admin = await cookieFor((await givenAdmin()).id)
    const key = aKey()
    const { id } = await (await join(token, signupBody(), key)).json()
    const row = await getDb().idempotencyKey.findFirstOrThrow({ where: { key } })
    expect(Object.keys(row).sort()).toEqual([
      'createdAt',
      'fingerprint',
      'key',
      'roleId',
      'scope',
      'signupTokenId',
      'status',
      'userId',
    ])
    expect([row.status, row.userId]).toEqual([201, id])
    expect(row.fingerprint).toMatch(/^[\w-]{43}$/)
    expect(await dumpDatabase()).toContain(row.fingerprint)
    const path = `/api/admin/user-admin/${id}`
    await deletePerson(request('DELETE', path, { cookie: admin }), params({ id: String(id) }))
    expect(await getDb().idempotencyKey.count({ where: { key } })).toBe(0)
  })

  test('is still remembered after a change of APP_SECRET', async () => {
    const { token, id } = await givenLink()
    const [person, key] = [signupBody(), aKey()]
    expect((await join(token, person, key)).status).toBe(201)
    const present = 'not-a-secret-but-long-enough-for-tests'
    provideEnv({ APP_SECRET: present.replaceAll('t', 'T'), APP_SECRET_PREVIOUS: present })
    expect((await join(token, person, key)).status).toBe(201)
    provideEnv({ APP_SECRET: present, APP_SECRET_PREVIOUS: '' })
    expect((await rowsOf(id)).uses).toBe(1)
  })

  test('repeated hashes nothing and opens no transaction', async () => {
    const { token } = await givenLink()
    const [person, key] = [signupBody(), aKey()]
    await join(token, person, key)
    const sent = await statementsOf(() => join(token, person, key))
    expect(sent.filter((text) => !text.trimStart().startsWith('SELECT'))).toEqual([])
  })

  test('has to be 1 to 255 visible characters', async () => {
    const { token } = await givenLink()
    for (const key of ['', 'a b', 'é', 'a'.repeat(256)]) {
      expect(await reported(await join(token, signupBody(), key))).toBe('400 BadDataError')
    }
    for (const key of ['"quoted"', '!', '~'.repeat(255)]) {
      expect((await join(token, signupBody(), key)).status).toBe(201)
    }
  })
})
