import { readdir, readFile } from 'node:fs/promises'
import { expect, inject, test } from 'vitest'
import { POST as signIn } from '@/app/auth/simple/login/route'
import { POST as signUp } from '@/app/invite/[token]/signup/route'
import { deleteAccount, updateProfile } from '@/lib/server/account/account'
import { getDb } from '@/lib/server/db/db'
import {
  givenAdmin,
  givenLink,
  givenUser,
  goodPassword,
  nextNumber,
  signedIn,
  signupBody,
} from '@/lib/testing/factories'
import { params, request } from '@/lib/testing/requests'
import { sql, withDatabase } from '@/lib/testing/sql'
import { createUser, formerUsernameKey, updateUser, usernameKey } from './users'

const hidden = ['\u00ad', '\u200c', '\u200d', '\u034f', '\u2062', '\u{e0041}', '\u3164', '\ufe0f']

/** A person with a username key from the original rule. */
async function givenFormer(username: string) {
  const user = await givenUser()
  const data = { username, usernameKey: formerUsernameKey(username) }
  await getDb().user.update({ where: { id: user.id }, data })
  return user
}

async function join(username: string) {
  const { token } = await givenLink()
  const response = await signUp(
    request('POST', '/', { body: signupBody({ username }) }),
    params({ token }),
  )
  return response.status
}

async function idOf(username: string) {
  const body = { username, password: goodPassword }
  const response = await signIn(request('POST', '/', { body }), params({}))
  return response.status === 200 ? (await response.json()).id : response.status
}

const keyOf = async (id: number) =>
  (await getDb().user.findUniqueOrThrow({ where: { id } })).usernameKey

test('look-alike usernames count as the same, whatever invisible characters they contain', async () => {
  const name = `ada${nextNumber()}`
  expect(await join(name)).toBe(201)
  for (const mark of hidden)
    expect([mark, await join(`a${mark}${name.slice(1)}`)]).toEqual([mark, 409])
  expect(usernameKey('cafe\u200d\u0301')).toBe('café')
})

test('people with older look-alikes sign in with them, each as themselves', async () => {
  const name = `old${nextNumber()}`
  const plain = await givenUser({ username: name })
  const alike = await givenFormer(`o\u00ad${name.slice(1)}`)
  const third = await givenFormer(`o\u200d${name.slice(1)}`)
  expect(await idOf(name)).toBe(plain.id)
  expect(await idOf(`O\u00ad${name.slice(1)}`)).toBe(alike.id)
  expect(await idOf(`o\u200d${name.slice(1)}`)).toBe(third.id)
  expect(await join(name)).toBe(409)
  expect(await join(`o\u2062${name.slice(1)}`)).toBe(409)
})

test('they keep it when they change their name, and nobody else can get it', async () => {
  const name = `own${nextNumber()}`
  await givenUser({ username: name })
  const username = `o\u00ad${name.slice(1)}`
  const alike = await givenFormer(username)
  const caller = await signedIn(alike)
  await updateProfile(caller, { name: 'Another', username })
  expect(await idOf(username)).toBe(alike.id)
  expect(await keyOf(alike.id)).toBe(username)
  const other = await givenUser()
  const taking = updateProfile(await signedIn(other), { name: 'Other', username })
  await expect(taking).rejects.toMatchObject({ name: 'NameExistsError' })
})

test('a username that is given up passes to the oldest look-alike, never to a new person', async () => {
  const name = `gone${nextNumber()}`
  const plain = await givenUser({ username: name })
  const second = await givenFormer(`g\u00ad${name.slice(1)}`)
  const third = await givenFormer(`g\u200d${name.slice(1)}`)
  await updateProfile(await signedIn(plain), { name: 'Plain', username: `${name}-else` })
  expect([await keyOf(second.id), await join(name)]).toEqual([name, 409])
  await deleteAccount(await signedIn(second), { currentPassword: goodPassword })
  expect([await keyOf(third.id), await join(name)]).toEqual([name, 409])
  expect(await idOf(`g\u200d${name.slice(1)}`)).toBe(third.id)
  await deleteAccount(await signedIn(third), { currentPassword: goodPassword })
  expect(await join(name)).toBe(201)
})

test('of twenty people who race for a username while it is deleted, none gets it before its look-alike', async () => {
  const name = `race${nextNumber()}`
  const plain = await givenUser({ username: name })
  const alike = await givenFormer(`r\u00ad${name.slice(1)}`)
  const deleted = deleteAccount(await signedIn(plain), { currentPassword: goodPassword })
  const responses = await Promise.all(Array.from({ length: 20 }, () => join(name)))
  await deleted
  expect(new Set(responses)).toEqual(new Set([409]))
  expect(await keyOf(alike.id)).toBe(name)
})

test('an existing invisible name stays, whatever else changes, and no new one is accepted', async () => {
  const user = await createUser(getDb(), {
    email: `blank${nextNumber()}@example.org`,
    name: '\u3164',
    username: '\u2800',
    passwordHash: 'hmac-sha384-bcrypt$2b$04$obviously.fake',
    roleId: 3,
  })
  const admin = await signedIn(await givenAdmin())
  await updateUser(admin, user.id, { name: '\u3164', rootRole: 2 }, null)
  await updateProfile(await signedIn(user), { name: '\u3164', username: '\u2800' })
  const [blankName, blankUsername] = [
    { name: '\u2800' },
    { name: 'Seen', username: '\u2800\u2800' },
  ]
  await expect(updateUser(admin, user.id, blankName, null)).rejects.toMatchObject({
    problems: [{ path: '/body/name', code: 'nameInvisible' }],
  })
  await expect(updateProfile(await signedIn(user), blankUsername)).rejects.toMatchObject({
    problems: [{ path: '/body/username', code: 'usernameInvisible' }],
  })
})

const added = '20261128020000_usernames_and_replays'

async function textsOfMigrations(which: (name: string) => boolean): Promise<string[]> {
  const names = (await readdir('prisma/migrations')).filter((name) => /^\d/.test(name)).toSorted()
  const files = names.filter(which).map((name) => `prisma/migrations/${name}/migration.sql`)
  return await Promise.all(files.map((file) => readFile(file, 'utf8')))
}

test('the migration gives the new key to one of each group of look-alikes, and the database folds like the code', async () => {
  const server = inject('databaseUrl')
  const name = `usernames_${nextNumber()}_${process.pid}`
  const url = withDatabase(server, name)
  await sql(server, `CREATE DATABASE ${name}`)
  try {
    for (const text of await textsOfMigrations((one) => one < added)) await sql(url, text)
    const usernames = [
      'Ada',
      'A\u00adda',
      'A\u200dda',
      'B\u00adob',
      'B\u200dob',
      '\u00ad',
      'cafe\u200d\u0301',
    ]
    for (const [at, username] of usernames.entries()) {
      await sql(
        url,
        `INSERT INTO "User" ("email", "name", "username", "usernameKey", "passwordHash", "roleId")
         VALUES ('p${at}@example.org', 'P', '${username}', '${formerUsernameKey(username)}', 'x', 3)`,
      )
    }
    for (const text of await textsOfMigrations((one) => one === added)) await sql(url, text)
    const rows = await sql(url, 'SELECT "usernameKey" AS key FROM "User" ORDER BY "id"')
    expect(rows.map(({ key }) => key)).toEqual([
      ...['ada', 'a\u00adda', 'a\u200dda', 'bob', 'b\u200dob', '\u00ad', 'café'],
    ])
    const all = Array.from({ length: 0x110000 }, (_, code) => code)
    const texts = all
      .filter((code) => /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code)))
      .map((code) => `a${String.fromCodePoint(code)}\u0301`)
    const [row] = await sql(
      url,
      `SELECT count(*)::int AS wrong FROM unnest(array[${texts.map((text) => `'${text}'`).join()}]) AS t (text)
       WHERE "username_key"(t.text) <> 'á'`,
    )
    expect([texts.length > 4000, row?.wrong]).toEqual([true, 0])
  } finally {
    await sql(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
})
