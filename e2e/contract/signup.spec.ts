import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { UserResponse } from '@/lib/schemas/responses'
import { call } from './support/call'
import {
  admin,
  change,
  cookieOf,
  errorOf,
  givenLink,
  givenMember,
  password,
  pathsOf,
  signupBody,
  tokens,
  unknownToken,
} from './support/given'

const json = { 'content-type': 'application/json' }

async function signup(body: unknown, secret?: string) {
  return await call('POST', `/invite/${secret ?? (await givenLink()).secret}/signup`, { body })
}

test.describe('POST /invite/:token/signup', () => {
  // CHECKLIST 56
  test('creates a person, signs them in and returns 201 with every field of userSchema', async () => {
    const email = `${randomUUID()}@example.org`
    const answer = await signup({ email: ` ${email.toUpperCase()} `, name: ' Ada ', password })
    expect(answer.status).toBe(201)
    const hash = createHash('sha256').update(email).digest('hex')
    expect(answer.json()).toEqual({
      id: expect.any(Number),
      name: 'Ada',
      email,
      imageUrl: `https://gravatar.com/avatar/${hash}?s=42&d=retro&r=g`,
      loginAttempts: 0,
      emailSent: false,
      rootRole: 3,
      seenAt: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      accountType: 'User',
      permissions: [],
      scimId: null,
      seatType: null,
      companyRole: null,
      productUpdatesEmailConsent: null,
      activeSessions: 1,
      deletedSessions: 0,
    })
    expect(answer.header('cache-control')).toContain('no-store')
    expect(answer.header('set-cookie')).toMatch(
      /^foyer=[\w-]+\.[\w-]+; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/,
    )
    const me = await call('GET', '/api/admin/user', { as: { cookie: cookieOf(answer) } })
    expect(me.json()).toMatchObject({ user: { email }, permissions: [] })
  })

  test('a username is stored, and an empty one counts as absent', async () => {
    const username = `ada-${randomUUID()}`
    const named = await signup(signupBody({ username: ` ${username} ` }))
    expect(named.json().username).toBe(username)
    expect((await signup(signupBody({ username: '' }))).json()).not.toHaveProperty('username')
  })

  test('an Authorization header is ignored, good or bad', async () => {
    const { secret } = await givenLink()
    for (const as of [admin, { authorization: 'nonsense' }, { authorization: 'Bearer x' }]) {
      const answer = await call('POST', `/invite/${secret}/signup`, { body: signupBody(), as })
      expect([answer.status, answer.json().rootRole]).toEqual([201, 3])
    }
  })

  test('the role is the one that the link has at the moment of sign-up', async () => {
    const link = await givenLink({ rootRole: 'Editor' })
    expect((await givenMember(link)).user.rootRole).toBe(2)
    await change(link, { rootRole: 1 })
    const { user, as } = await givenMember(link)
    expect(user.rootRole).toBe(1)
    const me = await call('GET', '/api/admin/user', { as })
    expect(me.json().permissions).toEqual([{ permission: 'ADMIN' }])
  })

  // CHECKLIST 43
  for (const field of ['rootRole', 'role', 'id', 'isAdmin', 'permissions', 'constructor']) {
    test(`a body with ${field} is a 400 on it`, async () => {
      const answer = await signup({ ...signupBody(), [field]: 1 })
      expect(errorOf(answer)).toBe('400 BadDataError')
      expect(pathsOf(answer)).toEqual([`/body/${field}`])
    })
  }

  test('a body with __proto__ is a 400 on it', async () => {
    const { secret } = await givenLink()
    const raw = JSON.stringify(signupBody()).replace('{', '{"__proto__":{"rootRole":1},')
    const answer = await call('POST', `/invite/${secret}/signup`, { raw, headers: json })
    expect(errorOf(answer)).toBe('400 BadDataError')
    expect(pathsOf(answer)).toEqual(['/body/__proto__'])
  })

  test('with duplicate keys the last one wins', async () => {
    const { secret } = await givenLink()
    const raw = JSON.stringify(signupBody()).replace('{', '{"name":"First","name":"Second",')
    const answer = await call('POST', `/invite/${secret}/signup`, { raw, headers: json })
    expect(answer.json().name).toBe('New Comer')
  })

  test('a taken email address or username is a 409 on its field, and uses no place', async () => {
    const link = await givenLink({ maxUses: 2 })
    const username = `Ada-${randomUUID()}`
    const first = signupBody({ username })
    await signup(first, link.secret)
    const sameEmail = await signup(signupBody({ email: first.email.toUpperCase() }), link.secret)
    expect(errorOf(sameEmail)).toBe('409 NameExistsError')
    expect(pathsOf(sameEmail)).toEqual(['/body/email'])
    const folded = { username: username.toLowerCase() }
    const sameName = await signup(signupBody(folded), link.secret)
    expect(errorOf(sameName)).toBe('409 NameExistsError')
    expect(pathsOf(sameName)).toEqual(['/body/username'])
    const after = await call('GET', `${tokens}/${link.secret}`, { as: admin })
    expect(after.json()).toMatchObject({ useCount: 1, state: 'open' })
  })

  test('the checks run in this order: schema, token, business rules', async () => {
    const { user } = await givenMember()
    const taken = signupBody({ email: user.email })
    const nameless = await signup(signupBody({ name: '' }), unknownToken)
    expect(errorOf(nameless)).toBe('400 BadDataError')
    // Checking the policy is expensive, so it happens only for a genuine link.
    const weak = await signup(signupBody({ password: 'short' }), unknownToken)
    expect(errorOf(weak)).toBe('400 InviteInvalidError')
    expect(errorOf(await signup(taken, unknownToken))).toBe('400 InviteInvalidError')
    const { secret } = await givenLink()
    await change({ secret }, { enabled: false })
    expect(errorOf(await signup(taken, secret))).toBe('400 InvitePausedError')
  })

  // CHECKLIST 1, over the network
  test('of twenty people racing for five places, exactly five sign up', async () => {
    const { secret } = await givenLink({ maxUses: 5 })
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => signup(signupBody(), secret)),
    )
    const accepted = responses.filter(({ status }) => status === 201)
    expect(accepted).toHaveLength(5)
    const refused = responses.filter(({ status }) => status !== 201).map(errorOf)
    expect(refused).toEqual(Array.from({ length: 15 }, () => '400 InviteFullError'))
    const after = await call('GET', `${tokens}/${secret}`, { as: admin })
    const ids = accepted.map((answer) => answer.json<UserResponse>().id)
    const users = after.json<{ users: { id: number }[] }>().users.map(({ id }) => id)
    expect(users.sort()).toEqual(ids.sort())
  })
})
