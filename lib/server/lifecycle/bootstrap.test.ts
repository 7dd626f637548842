import { EventEmitter, once } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { POST as login } from '@/app/auth/simple/login/route'
import { GET as validate } from '@/app/invite/[token]/validate/route'
import { getDb } from '@/lib/server/db/db'
import { DAY, now, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { signup } from '@/lib/server/signup/signup'
import { createUser, updateUser } from '@/lib/server/users/users'
import { emptyDatabase, untilWaiting } from '@/lib/testing/databases'
import {
  givenAdmin,
  givenLink,
  givenProgram,
  givenUser,
  goodPassword,
  signupBody,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { createAdminLink, prepareInstance } from './bootstrap'

let ownSecret = ''
const otherSecret = 'another-secret-that-is-long-enough'

beforeAll(() => {
  ownSecret = process.env.APP_SECRET ?? ''
})
beforeEach(emptyDatabase)
afterEach(() => {
  const initial = { INIT_ADMIN_EMAIL: '', INIT_ADMIN_PASSWORD: '', INIT_ADMIN_API_TOKENS: '' }
  provideEnv({ APP_SECRET: ownSecret, APP_SECRET_PREVIOUS: '', ...initial })
})

function tokenIn(link: string | null): string {
  return new URL(link ?? '').pathname.split('/').at(-1) ?? ''
}

async function outcomeOf(token: string): Promise<string> {
  const response = await validate(request('GET', `/invite/${token}/validate`), params({ token }))
  return response.ok ? 'open' : (await response.json()).name
}

async function countAdmins(): Promise<number> {
  return await getDb().user.count({ where: { roleId: 1, enabled: true } })
}

describe('the link for the first administrator', () => {
  // CHECKLIST 44
  test('an empty instance has no account, and one link: one place, 24 hours, Admin', async () => {
    setClock(() => new Date('2027-01-01T00:00:00.000Z'))
    const { adminLink } = await prepareInstance()
    expect(adminLink).toMatch(/^https:\/\/foyer\.test\/invite\/[\w-]{32}$/)
    expect(await getDb().user.count()).toBe(0)
    expect(await getDb().signupToken.findMany()).toMatchObject([
      { maxUses: 1, roleId: 1, expiresAt: new Date('2027-01-02T00:00:00.000Z'), bootstrap: true },
    ])
  })

  // CHECKLIST 44
  test('it is printed again while it is usable, and renewed when it has ended', async () => {
    const start = now().getTime()
    setClock(() => new Date(start))
    const first = await prepareInstance()
    setClock(() => new Date(start + DAY - 1))
    expect(await prepareInstance()).toEqual(first)
    setClock(() => new Date(start + DAY))
    const second = await prepareInstance()
    expect(second.adminLink).not.toBe(first.adminLink)
    expect(await outcomeOf(tokenIn(second.adminLink))).toBe('open')
    setClock(() => new Date(start))
    expect(await outcomeOf(tokenIn(first.adminLink))).toBe('InviteRevokedError')
  })

  // CHECKLIST 44
  test('several processes that start at once print the same link', async () => {
    const starts = await Promise.all(Array.from({ length: 6 }, () => prepareInstance()))
    expect(new Set(starts.map(({ adminLink }) => adminLink)).size).toBe(1)
    expect(await getDb().signupToken.count()).toBe(1)
  })

  // CHECKLIST 44
  test('of many people who use it at once, one becomes administrator', async () => {
    for (let round = 0; round < 5; round += 1) {
      await emptyDatabase()
      const token = tokenIn((await prepareInstance()).adminLink)
      const claims = Array.from({ length: 10 }, () => signup(token, signupBody(), null))
      const results = await Promise.allSettled(claims)
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect([await countAdmins(), await getDb().user.count()]).toEqual([1, 1])
    }
  })

  // CHECKLIST 44
  test('once there is an administrator it is revoked, however they became one', async () => {
    const claim = async (token: string) => void (await signup(token, signupBody(), null))
    const otherLink = async () => claim((await givenLink({ roleId: 1 })).token)
    const promotion = async () => {
      const user = await givenUser()
      await updateUser(await givenProgram(), user.id, { rootRole: 'Admin' }, null)
    }
    for (const become of [claim, otherLink, promotion]) {
      await emptyDatabase()
      const token = tokenIn((await prepareInstance()).adminLink)
      await become(token)
      expect(await outcomeOf(token)).toBe('InviteRevokedError')
      expect(await prepareInstance()).toMatchObject({ adminLink: null })
      await expect(signup(token, signupBody(), null)).rejects.toThrow('revoked')
    }
  })

  // CHECKLIST 44
  test('a start while somebody becomes administrator leaves no open link', async () => {
    const start = now().getTime()
    setClock(() => new Date(start))
    const token = tokenIn((await prepareInstance()).adminLink)
    const person = signupBody()
    const steps = new EventEmitter()
    const [created, held] = [once(steps, 'created'), once(steps, 'released')]
    // Somebody else's uncommitted account with the same address stops the claim half-way.
    const other = getDb().$transaction(async (tx) => {
      const { email, name } = person
      await createUser(tx, { email, name, username: null, passwordHash: 'none', roleId: 3 })
      steps.emit('created')
      await held
      throw new Error('taken back')
    })
    await created
    const claim = signup(token, person, null)
    await untilWaiting(1)
    setClock(() => new Date(start + DAY))
    const restart = prepareInstance()
    await untilWaiting(2)
    steps.emit('released')
    await expect(other).rejects.toThrow('taken back')
    expect(await Promise.all([claim, restart])).toMatchObject([
      { user: { rootRole: 1 } },
      { adminLink: null },
    ])
    expect(await getDb().signupToken.count({ where: { revokedAt: null } })).toBe(0)
  })

  test('it is revoked by a start that finds an administrator; a disabled one does not count', async () => {
    const first = await prepareInstance()
    const { id } = await givenAdmin()
    await getDb().user.update({ where: { id }, data: { enabled: false } })
    expect(await prepareInstance()).toEqual(first)
    await getDb().user.update({ where: { id }, data: { enabled: true } })
    expect(await prepareInstance()).toMatchObject({ adminLink: null })
    expect(await outcomeOf(tokenIn(first.adminLink))).toBe('InviteRevokedError')
  })

  test('each creation and revocation is an event', async () => {
    const types = async () => (await getDb().event.findMany()).map(({ type }) => type)
    const start = now().getTime()
    await prepareInstance()
    await prepareInstance()
    expect(await types()).toEqual(['public-signup-token-created'])
    setClock(() => new Date(start + 2 * DAY))
    await prepareInstance()
    expect(await types()).toEqual([
      'public-signup-token-created',
      'public-signup-token-revoked',
      'public-signup-token-created',
    ])
  })

  test('an operator who is locked out gets a link in addition to existing administrators', async () => {
    await givenAdmin()
    const link = await createAdminLink()
    const { user } = await signup(tokenIn(link), signupBody(), null)
    expect([user.rootRole, await countAdmins()]).toEqual([1, 2])
    expect(await outcomeOf(tokenIn(link))).toBe('InviteFullError')
  })
})

describe('APP_SECRET', () => {
  test('a secret other than the one the database was created with is refused before anything is written', async () => {
    await prepareInstance()
    provideEnv({
      APP_SECRET: otherSecret,
      INIT_ADMIN_API_TOKENS: '*:*.0123456789abcdef0123456789abcdef',
    })
    await expect(prepareInstance()).rejects.toThrow(/^APP_SECRET is not the one/)
    await expect(createAdminLink()).rejects.toThrow(/^APP_SECRET is not the one/)
    expect(await getDb().apiToken.count()).toBe(0)
    provideEnv({ APP_SECRET: ownSecret })
    expect((await prepareInstance()).adminLink).not.toBeNull()
  })

  test('with the old one in APP_SECRET_PREVIOUS old links keep working, and the new one is accepted from then on', async () => {
    await prepareInstance()
    const { token } = await givenLink()
    provideEnv({ APP_SECRET: otherSecret, APP_SECRET_PREVIOUS: ownSecret })
    await prepareInstance()
    expect(await outcomeOf(token)).toBe('open')
    expect(await outcomeOf((await givenLink()).token)).toBe('open')
    provideEnv({ APP_SECRET: otherSecret, APP_SECRET_PREVIOUS: '' })
    await prepareInstance()
    expect(await outcomeOf(token)).toBe('InviteInvalidError')
    provideEnv({ APP_SECRET: ownSecret })
    await expect(prepareInstance()).rejects.toThrow(/^APP_SECRET is not the one/)
  })
})

describe('INIT_ADMIN_EMAIL and INIT_ADMIN_PASSWORD', () => {
  function init(email: string, password = goodPassword) {
    provideEnv({ INIT_ADMIN_EMAIL: email, INIT_ADMIN_PASSWORD: password })
  }

  // CHECKLIST 44
  test('create the first administrator, once, instead of the link', async () => {
    init(' Ada@Example.org ')
    const starts = await Promise.all([prepareInstance(), prepareInstance()])
    expect(starts).toMatchObject([{ adminLink: null }, { adminLink: null }])
    expect(await getDb().user.findMany()).toMatchObject([{ email: 'ada@example.org', roleId: 1 }])
    const body = { username: 'ada@example.org', password: goodPassword }
    const response = await login(request('POST', '/auth/simple/login', { body }), params({}))
    expect(response.status).toBe(200)
    init('grace@example.org', 'short')
    expect(await prepareInstance()).toMatchObject({ adminLink: null })
    expect(await getDb().user.count()).toBe(1)
  })

  // CHECKLIST 41
  test('the password has to pass the same policy; no message repeats it', async () => {
    for (const password of ['hunter2', 'ada@example.org', 'qwertyuiop123']) {
      init('ada@example.org', password)
      const failed = await prepareInstance().catch((error: Error) => error.message)
      expect(failed).toMatch(/^INIT_ADMIN_PASSWORD cannot be used: /)
      expect(failed).not.toContain(password)
    }
    expect(await getDb().user.count()).toBe(0)
  })

  test('an invalid address, or one that is taken, stops the start', async () => {
    init('nobody')
    await expect(prepareInstance()).rejects.toThrow(/^INIT_ADMIN_EMAIL must be/)
    init((await givenUser()).email)
    await expect(prepareInstance()).rejects.toThrow(/^INIT_ADMIN_EMAIL belongs to an account/)
    expect(await countAdmins()).toBe(0)
  })
})
