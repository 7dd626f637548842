import { afterEach, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/server/auth/passwords'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenUser, goodPassword, nextNumber } from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { POST } from './route'

afterEach(() => provideEnv({ BCRYPT_COST: '4' }))

function login(username: unknown, password: unknown = goodPassword) {
  const body = { username, password }
  return POST(request('POST', '/auth/simple/login', { body }), params({}))
}

async function hashOf(id: number): Promise<string> {
  const where = { id }
  const row = await getDb().user.findUniqueOrThrow({ where, omit: { passwordHash: false } })
  return row.passwordHash
}

async function givenPassword(password: string) {
  return await givenUser({ passwordHash: await hashPassword(password) })
}

describe('POST /auth/simple/login', () => {
  test('an address or a username signs a person in, in any case and composition', async () => {
    const number = nextNumber()
    const email = `ada${number}@xn--bcher-kva.example`
    const user = await givenUser({ email, username: `Zoë ${number}` })
    const names = [
      email,
      ` ADA${number}@Bücher.Example `,
      `ada${number}@${'bücher'.normalize('NFD')}.example`,
      `zoë ${number}`,
      `ZOË ${number}`.normalize('NFD'),
      ` Zoë ${number}\t`,
    ]
    for (const name of names) {
      const response = await login(name)
      expect([name, response.status]).toEqual([name, 200])
      expect(await response.json()).toMatchObject({ id: user.id, email })
      expect(response.headers.get('set-cookie')).toMatch(/^__Host-foyer=\S+; Path=\//)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  // CHECKLIST 39
  test('a password typed composed signs in when typed decomposed; spaces at its ends count', async () => {
    const password = ' pâté à la crème '
    const { email } = await givenPassword(password.normalize('NFC'))
    expect((await login(email, password.normalize('NFD'))).status).toBe(200)
    expect((await login(email, password.trim())).status).toBe(401)
  })

  // CHECKLIST 38
  test('nobody signs in with a password that is right for its first 72 bytes only', async () => {
    for (const start of ['a'.repeat(72), 'é'.repeat(36), '🦄'.repeat(18)]) {
      const { email } = await givenPassword(`${start}X`)
      expect((await login(email, `${start}Y`)).status).toBe(401)
      expect((await login(email, `${start}X`)).status).toBe(200)
    }
  })

  test('an unknown person, a wrong password and a disabled account get one and the same answer', async () => {
    const [known, disabled] = [await givenUser(), await givenUser()]
    await getDb().user.update({ where: { id: disabled.id }, data: { enabled: false } })
    const received = await Promise.all([
      login('nobody@example.org'),
      login('nobody'),
      login('no\u0000body'),
      login('\ud800'),
      login('@'),
      login(known.email, 'wrong'),
      login(disabled.email),
      login(disabled.email, 'wrong'),
    ])
    const seen = await Promise.all(
      received.map(async (answer) => {
        const { id, ...body } = await answer.json()
        return { status: answer.status, body, headers: [...answer.headers.keys()] }
      }),
    )
    expect(seen[0]).toMatchObject({ status: 401, body: { name: 'PasswordMismatch', details: [] } })
    for (const one of seen) expect(one).toEqual(seen[0])
  })

  test('failed tries are counted until one is right', async () => {
    const { email, id } = await givenUser()
    await Promise.all([login(email, 'wrong'), login(email, 'wrong'), login(email, 'wrong')])
    const attempts = async () =>
      (await getDb().user.findUniqueOrThrow({ where: { id } })).loginAttempts
    expect(await attempts()).toBe(3)
    expect(await (await login(email)).json()).toMatchObject({ loginAttempts: 0 })
    expect(await attempts()).toBe(0)
  })

  // CHECKLIST 42
  test('a sign-in after the cost was raised replaces the hash, and the password stays the same', async () => {
    const { email, id } = await givenUser()
    const before = await hashOf(id)
    await login(email)
    expect(await hashOf(id)).toBe(before)
    provideEnv({ BCRYPT_COST: '5' })
    await login(email, 'wrong')
    expect(await hashOf(id)).toBe(before)
    expect((await login(email)).status).toBe(200)
    expect(await hashOf(id)).toMatch(/^hmac-sha384-bcrypt\$2b\$05\$/)
    expect((await login(email)).status).toBe(200)
  })

  // CHECKLIST 42
  test('of many sign-ins at once after the cost was raised, none is refused', async () => {
    const { email } = await givenUser()
    provideEnv({ BCRYPT_COST: '5' })
    const responses = await Promise.all(Array.from({ length: 8 }, () => login(email)))
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  })

  // CHECKLIST 53
  test('a body with foreign or missing fields is a 400 that names them', async () => {
    const bodies: [string, string[]][] = [
      ['{}', ['/body/username', '/body/password']],
      ['{"username":"a","password":"b","rootRole":1}', ['/body/rootRole']],
      ['{"username":"a","password":"b","__proto__":1}', ['/body/__proto__']],
      ['{"username":["a"],"password":{"length":1}}', ['/body/username', '/body/password']],
      [`{"username":"${'a'.repeat(1025)}","password":"b"}`, ['/body/username']],
    ]
    for (const [body, paths] of bodies) {
      const response = await POST(request('POST', '/auth/simple/login', { body }), params({}))
      const { details } = await response.json()
      expect(response.status).toBe(400)
      expect(details.map(({ path }: { path: string }) => path)).toEqual(paths)
    }
  })
})
