import { randomUUID } from 'node:crypto'
import { expect, test } from 'playwright/test'
import type { NewApiTokenResponse, PasswordResetResponse } from '@/lib/schemas/responses'
import { type Change, endings, type WayIn, waysInNames } from '@/lib/server/auth/ways-in'
import { call } from './support/call'
import {
  admin,
  cookieOf,
  givenLink,
  givenMember,
  givenPersonalToken,
  type Member,
  password,
  tokens,
} from './support/given'
import { type Credential, send } from './support/send'

// ATTACK 2, 3, 13: each change × each kind of way in, from the list that the code uses.

const users = '/api/admin/user-admin'
const fresh = 'another horse battery'

type Entrance = {
  person: Member
  link: { secret: string }
  /** Another browser of the person. */
  elsewhere: Credential
  token: NewApiTokenResponse
  /** A reset link for the person, and one that the person created for somebody else. */
  reset: string
  createdReset: string
}

async function createReset(userId: number, as: Credential): Promise<string> {
  const answer = await call('POST', `${users}/${userId}/password-reset`, { as })
  expect(answer.status, answer.text).toBe(201)
  return new URL(answer.json<PasswordResetResponse>().url).pathname
}

async function signIn(username: string, secret = password, as: Credential = {}) {
  const body = { username, password: secret }
  const answer = await call('POST', '/auth/simple/login', { body, as })
  expect(answer.status, answer.text).toBe(200)
  return { cookie: cookieOf(answer) }
}

/** An administrator with one of everything. */
async function givenEntrance(): Promise<Entrance> {
  const link = await givenLink({ rootRole: 'Admin' })
  const person = await givenMember(link)
  return {
    person,
    link,
    elsewhere: await signIn(person.user.email),
    token: await givenPersonalToken(person),
    reset: await createReset(person.user.id, admin),
    createdReset: await createReset((await givenMember()).user.id, person.as),
  }
}

const put = (id: number, body: unknown) => call('PUT', `${users}/${id}`, { as: admin, body })

async function post(path: string, as: Credential, body?: unknown) {
  const answer = await send('POST', path, { as, ...(body !== undefined && { body }) })
  expect([200, 302, 303], answer.text).toContain(answer.status)
  return { cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

const isSignedIn = async (as: Credential) =>
  (await call('GET', '/api/admin/user', { as })).status === 200
const isOpen = async (path: string) => (await send('GET', path)).status === 200

const passwordChange = { currentPassword: password, password: fresh }

/** How to make each change. What it ended stays ended when the change is undone. */
const changes: Record<Change, (entrance: Entrance) => Promise<unknown>> = {
  'password-changed': async ({ person }) => {
    const renewed = await post('/account/password', person.as, passwordChange)
    expect(await isSignedIn(renewed), 'the new session of this browser').toBe(true)
  },
  'password-changed-tokens-kept': ({ person }) =>
    post('/account/password', person.as, { ...passwordChange, keepTokens: true }),
  'password-reset': ({ reset }) => call('POST', `${reset}/password`, { body: { password: fresh } }),
  'signed-out-everywhere': ({ person }) =>
    call('DELETE', `${users}/${person.user.id}/sessions`, { as: admin }),
  disabled: async ({ person: { user } }) => {
    await put(user.id, { enabled: false })
    await put(user.id, { enabled: true })
  },
  deleted: ({ person }) => call('DELETE', `${users}/${person.user.id}`, { as: admin }),
  'removed-with-link': async ({ link }) => {
    const path = `${tokens}/${link.secret}/reversals`
    const { id } = (await call('POST', path, { as: admin, body: {} })).json<{ id: number }>()
    expect((await call('DELETE', `${path}/${id}`, { as: admin })).status).toBe(200)
  },
  'role-changed': async ({ person: { user } }) => {
    await put(user.id, { rootRole: 'Viewer' })
    await put(user.id, { rootRole: 'Admin' })
  },
  'email-changed': async ({ person }) => {
    const email = `${randomUUID()}@example.org`
    await post('/account/email', person.as, { email, currentPassword: password })
  },
  'other-sessions-ended': ({ person }) => post('/account/sessions', person.as),
  'signed-in-again': ({ person }) => signIn(person.user.email, password, person.as),
  'signed-out': ({ person }) => post('/logout', person.as),
}

/** Which rows of each kind still work: the one that made the change, then another. */
const alive: Record<WayIn, (entrance: Entrance) => Promise<boolean[]>> = {
  session: async ({ person, elsewhere }) => [
    await isSignedIn(person.as),
    await isSignedIn(elsewhere),
  ],
  apiToken: async ({ token }) => [await isSignedIn({ authorization: token.secret })],
  passwordReset: async ({ reset }) => [await isOpen(reset)],
  createdPasswordReset: async ({ createdReset }) => [await isOpen(createdReset)],
}

const expected = {
  all: [false, false],
  others: [true, false],
  current: [false, true],
  none: [true, true],
} as const

for (const change of Object.keys(endings) as Change[]) {
  const reported = waysInNames.map((kind) => `${kind} ${endings[change][kind]}`).join(', ')
  test(`${change} ends: ${reported}`, async () => {
    const entrance = await givenEntrance()
    for (const kind of waysInNames) {
      expect(await alive[kind](entrance), `${kind} before`).not.toContain(false)
    }
    await changes[change](entrance)
    for (const kind of waysInNames) {
      const found = await alive[kind](entrance)
      expect(found, kind).toEqual(expected[endings[change][kind]].slice(0, found.length))
    }
  })
}

test('changing the email address of a person ends their open reset links', async () => {
  const { user } = await givenMember()
  const reset = await createReset(user.id, admin)
  await put(user.id, { email: `${randomUUID()}@example.org` })
  expect(await isOpen(reset)).toBe(false)
})

// ATTACK 2
test('once a reset link has recovered a squatted account, the squatter has no access', async () => {
  const squatter = await givenMember()
  const { secret } = await givenPersonalToken(squatter)
  const reset = await createReset(squatter.user.id, admin)
  await call('POST', `${reset}/password`, { body: { password: fresh } })
  await put(squatter.user.id, { rootRole: 'Admin' })
  expect((await call('GET', users, { as: { authorization: secret } })).status).toBe(401)
  expect(await isSignedIn(squatter.as)).toBe(false)
})

// ATTACK 3
test('an administrator who is demoted and deleted leaves no reset link behind', async () => {
  const [evil, owner] = [await givenMember('Admin'), await givenMember('Admin')]
  const reset = await createReset(owner.user.id, evil.as)
  await put(evil.user.id, { rootRole: 'Viewer' })
  await call('DELETE', `${users}/${evil.user.id}`, { as: admin })
  const answer = await call('POST', `${reset}/password`, { body: { password: fresh } })
  expect(answer.status).toBe(404)
  expect(await isSignedIn(owner.as)).toBe(true)
})

// ATTACK 13
test('a copied cookie stops working once its owner has changed the password', async () => {
  const { as } = await givenMember()
  const renewed = await post('/account/password', as, passwordChange)
  expect(renewed.cookie).not.toBe(as.cookie)
  expect([await isSignedIn(as), await isSignedIn(renewed)]).toEqual([false, true])
})
