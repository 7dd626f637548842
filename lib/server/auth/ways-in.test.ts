import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { endOtherSessions, updateProfile } from '@/lib/server/account/account'
import { signIn } from '@/lib/server/account/login'
import { createPasswordReset, findPasswordReset } from '@/lib/server/account/password-resets'
import { createPersonalToken, MAX_TOKENS } from '@/lib/server/account/personal-tokens'
import { getDb } from '@/lib/server/db/db'
import { HOUR, now, setClock } from '@/lib/server/runtime/clock'
import { deleteUser, endSessionsOf, updateUser } from '@/lib/server/users/users'
import {
  cookieFor,
  givenAdmin,
  givenUser,
  goodPassword,
  nextNumber,
  signedIn,
} from '@/lib/testing/factories'
import { createSession, MAX_SESSIONS } from './sessions'
import { endWaysIn } from './ways-in'

/** The name of the error that an attempt fails with, or `done`. */
async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
    return 'done'
  } catch (error) {
    if (error instanceof AppError) return error.name
    throw error
  }
}

function createToken(caller: Awaited<ReturnType<typeof signedIn>>) {
  const expiresAt = new Date(now().getTime() + HOUR).toISOString()
  return createPersonalToken(caller, { description: `Token ${nextNumber()}`, expiresAt })
}

test('of sixty API tokens that a person creates at once, fifty are created', async () => {
  const person = await givenUser()
  const caller = await signedIn(person)
  const tries = Array.from({ length: 60 }, () => outcomeOf(createToken(caller)))
  const outcomes = await Promise.all(tries)
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(MAX_TOKENS)
  expect(outcomes.filter((outcome) => outcome === 'BadDataError')).toHaveLength(10)
  expect(await getDb().apiToken.count({ where: { userId: person.id } })).toBe(MAX_TOKENS)
})

// ATTACK 15
test('a person who keeps signing in has a hundred sessions, and the oldest ends', async () => {
  const { id, email } = await givenUser()
  const start = now()
  for (let n = 0; n < MAX_SESSIONS - 2; n += 1) {
    setClock(() => new Date(start.getTime() + n))
    await createSession(getDb(), id, `browser ${n}`)
  }
  setClock(() => new Date(start.getTime() + 1000))
  const input = { username: email, password: goodPassword }
  const browser = { userAgent: 'new', cookie: null }
  await Promise.all(Array.from({ length: 12 }, () => signIn(input, browser)))
  const left = await getDb().session.findMany({ where: { userId: id } })
  expect(left).toHaveLength(MAX_SESSIONS)
  expect(left.filter(({ userAgent }) => userAgent === 'new')).toHaveLength(12)
  const gone = Array.from({ length: 10 }, (_, n) => `browser ${n}`)
  expect(left.map(({ userAgent }) => userAgent)).not.toEqual(expect.arrayContaining(gone))
})

test('a person who is signed out everywhere keeps no token created at the same time', async () => {
  const actor = await signedIn(await givenAdmin())
  for (let round = 0; round < 20; round += 1) {
    const person = await givenUser()
    const caller = await signedIn(person)
    const tokens = Array.from({ length: 5 }, () => outcomeOf(createToken(caller)))
    await Promise.all([...tokens.slice(0, 3), endSessionsOf(actor, person.id), ...tokens.slice(3)])
    expect(await getDb().apiToken.count({ where: { userId: person.id } })).toBe(0)
  }
})

test('an administrator who is losing the right cannot leave a reset link behind', async () => {
  const actor = await signedIn(await givenAdmin())
  const victim = await givenUser()
  for (let round = 0; round < 20; round += 1) {
    const evil = await givenAdmin()
    const caller = await signedIn(evil)
    const create = () => createPasswordReset(caller, victim.id)
    const end =
      round % 2 === 0
        ? updateUser(actor, evil.id, { rootRole: 'Viewer' }, null)
        : deleteUser(actor, evil.id, null)
    const tries = [create(), create(), end, create()].map((attempt) => outcomeOf(attempt))
    expect((await Promise.all(tries))[2]).toBe('done')
    const open = { usedAt: null, expiresAt: { gt: now() } }
    expect(await getDb().passwordReset.count({ where: { userId: victim.id, ...open } })).toBe(0)
  }
})

test('two administrators who create reset links for each other at once both do, without a deadlock', async () => {
  const [one, two] = [await givenAdmin(), await givenAdmin()]
  const [first, second] = [await signedIn(one), await signedIn(two)]
  for (let round = 0; round < 20; round += 1) {
    const links = await Promise.all([
      createPasswordReset(first, two.id),
      createPasswordReset(second, one.id),
    ])
    const states = links.map(({ url }) => findPasswordReset(url.split('/').at(-1) ?? ''))
    expect((await Promise.all(states)).map(({ state }) => state)).toEqual(['open', 'open'])
  }
})

test('a sign-in ends the session that the browser sent, whoever owned it, and no other', async () => {
  const [one, two] = [await givenUser(), await givenUser()]
  const [cookie, elsewhere] = [await cookieFor(one.id), await cookieFor(one.id)]
  await signIn({ username: two.email, password: goodPassword }, { userAgent: null, cookie })
  expect(await getDb().session.count({ where: { userId: one.id } })).toBe(1)
  const forged = `${elsewhere.split('.')[0]}.${'A'.repeat(32)}`
  await signIn({ username: two.email, password: goodPassword }, { userAgent: null, cookie: forged })
  expect(await getDb().session.count({ where: { userId: one.id } })).toBe(1)
  await endOtherSessions(await signedIn(two))
  expect(await getDb().session.count({ where: { userId: two.id } })).toBe(1)
})

test('an administrator who is being demoted or deleted can no longer change anybody, themselves included', async () => {
  const boss = await signedIn(await givenAdmin())
  const victim = await givenUser()
  for (let round = 0; round < 20; round += 1) {
    const evil = await givenAdmin()
    const caller = await signedIn(evil)
    const end =
      round % 2 === 0
        ? updateUser(boss, evil.id, { rootRole: 'Viewer' }, null)
        : deleteUser(boss, evil.id, null)
    const tries = [
      updateUser(caller, evil.id, { rootRole: 'Admin' }, null),
      updateUser(caller, victim.id, { rootRole: 'Admin' }, null),
    ]
    await Promise.all([end, ...tries].map(outcomeOf))
    const after = await getDb().user.findUnique({ where: { id: evil.id } })
    expect(after?.roleId ?? 3).toBe(3)
    // What was created before the change stays; what waited for it is refused.
    await updateUser(boss, victim.id, { rootRole: 'Viewer' }, null)
    expect(await outcomeOf(updateUser(caller, victim.id, { rootRole: 'Admin' }, null))).toMatch(
      /AuthenticationRequired|PermissionError/,
    )
  }
})

test('simultaneous changes by a person and an administrator are both kept', async () => {
  const boss = await signedIn(await givenAdmin())
  for (let round = 0; round < 30; round += 1) {
    const person = await givenUser()
    const own = await signedIn(person)
    const name = `Renamed ${nextNumber()}`
    await Promise.all([
      updateUser(boss, person.id, { enabled: true, rootRole: 'Editor' }, null),
      outcomeOf(updateProfile(own, { name, username: '' })),
    ])
    const after = await getDb().user.findUniqueOrThrow({ where: { id: person.id } })
    expect([after.name, after.roleId]).toEqual([name, 2])
  }
})

test('two administrators with reset links for each other are signed out everywhere at once', async () => {
  const boss = await signedIn(await givenAdmin())
  for (let round = 0; round < 10; round += 1) {
    const [one, two] = [await givenAdmin(), await givenAdmin()]
    await createPasswordReset(await signedIn(one), two.id)
    await createPasswordReset(await signedIn(two), one.id)
    await Promise.all([
      getDb().$transaction((tx) => endWaysIn(tx, 'password-changed', { userIds: [one.id] })),
      getDb().$transaction((tx) => endWaysIn(tx, 'password-changed', { userIds: [two.id] })),
      endSessionsOf(boss, one.id),
    ])
    const open = { usedAt: null, expiresAt: { gt: now() } }
    const ids = { in: [one.id, two.id] }
    expect(await getDb().passwordReset.count({ where: { userId: ids, ...open } })).toBe(0)
  }
})
