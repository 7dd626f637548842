import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { createPasswordReset, findPasswordReset } from '@/lib/server/account/password-resets'
import { findApiToken } from '@/lib/server/auth/api-tokens'
import { requireCaller } from '@/lib/server/auth/auth'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { sha256 } from '@/lib/server/runtime/keys'
import { insertSignupToken } from '@/lib/server/signup-tokens/signup-tokens'
import { emptyDatabase } from '@/lib/testing/databases'
import { givenUser } from '@/lib/testing/factories'
import { tokenNotices, tokenTable } from '@/server/admin-tokens'
import { listAdminTokens, revokeAdminToken } from './admin-tokens'
import { prepareInstance } from './bootstrap'

const [one, two, three] = ['1', '2', '3'].map((digit) => `*:*.${digit.repeat(32)}`)

beforeEach(emptyDatabase)
afterEach(unset)

function unset() {
  delete process.env.INIT_ADMIN_API_TOKENS
  provideEnv({})
}

/** A start with this value of INIT_ADMIN_API_TOKENS; without one the variable is not set. */
async function start(...secrets: (string | undefined)[]) {
  provideEnv({ INIT_ADMIN_API_TOKENS: secrets.join(',') })
  return (await prepareInstance()).adminTokens
}

async function startUnset() {
  unset()
  return (await prepareInstance()).adminTokens
}

/** Which of these work. */
async function working(...secrets: (string | undefined)[]) {
  const found = await Promise.all(secrets.map((secret) => findApiToken(secret ?? '')))
  return found.map((token) => token !== null)
}

async function events() {
  const where = { type: { startsWith: 'api-token-' } }
  const rows = await getDb().event.findMany({ where, orderBy: { id: 'asc' } })
  return rows.map(({ type, data }) => `${type} ${JSON.stringify(data)}`)
}

// ATTACK 7
test('a token that the variable no longer lists ends, a new one works, one listed again works again', async () => {
  await start(one, two, one)
  expect(await working(one, two, three)).toEqual([true, true, false])
  const { ended } = await start(two, three)
  expect(await working(one, two, three)).toEqual([false, true, true])
  expect(ended.map(({ name }) => name)).toEqual(['Initial admin token 1'])
  await start(one)
  expect(await working(one, two, three)).toEqual([true, false, false])
  expect(await events()).toEqual([
    'api-token-created {"name":"Initial admin token 1"}',
    'api-token-created {"name":"Initial admin token 2"}',
    'api-token-deleted {"name":"Initial admin token 1"}',
    'api-token-created {"name":"Initial admin token 3"}',
    'api-token-deleted {"name":"Initial admin token 2"}',
    'api-token-deleted {"name":"Initial admin token 3"}',
    'api-token-restored {"name":"Initial admin token 1"}',
  ])
  // Repeating it changes nothing.
  await start(one)
  expect(await events()).toHaveLength(7)
  const rows = await getDb().apiToken.findMany({ omit: { secretHash: false } })
  for (const { secretHash } of rows) expect(secretHash).toMatch(/^[0-9a-f]{64}$/)
})

// ATTACK 7
test('set but empty ends all tokens; not set keeps them, and the start lists those that work', async () => {
  await start(one, two)
  await start(two)
  const kept = await startUnset()
  expect(await working(one, two)).toEqual([false, true])
  const [notice, ...others] = tokenNotices(kept)
  expect(others).toEqual([])
  expect(notice).toMatch(/INIT_ADMIN_API_TOKENS is not set/)
  expect(notice).toMatch(/2 +Initial admin token 2 +\d{4}-\d\d-\d\d \d\d:\d\d UTC +.+ +active/)
  expect(notice).not.toContain('Initial admin token 1')
  expect(notice).not.toContain(two)
  await start()
  expect(await working(one, two)).toEqual([false, false])
  expect(tokenNotices(await startUnset())).toEqual([])
})

// ATTACK 7
test('a token that the command ended stays ended even if it is listed again, and the start says so', async () => {
  await start(one, two)
  expect((await revokeAdminToken('Initial admin token 1')).id).toBe(1)
  expect(await working(one, two)).toEqual([false, true])
  const notices = tokenNotices(await start(one, two))
  expect(await working(one, two)).toEqual([false, true])
  expect(notices).toEqual([expect.stringMatching(/^Initial admin token 1 .+ was revoked/)])
  await start(two)
  await start(one)
  expect(await working(one, two)).toEqual([false, false])
  await revokeAdminToken('2')
  await expect(revokeAdminToken('2')).rejects.toThrow('is already revoked')
  await expect(revokeAdminToken('9')).rejects.toThrow('There is no admin API token 9')
  const person = await givenUser()
  const own = { name: 'Own', secretHash: 'x', userId: person.id }
  const { id } = await getDb().apiToken.create({ data: own })
  await expect(revokeAdminToken(String(id))).rejects.toThrow('There is no')
  await expect(revokeAdminToken('Own')).rejects.toThrow('There is no')
  expect(tokenTable(await listAdminTokens())).toMatch(/1 .+ revoked .+\n.+2 .+ revoked/)
})

// ATTACK 7
test('of several simultaneous starts with the same variable, one writes each token, and one ends the old ones', async () => {
  await start(three)
  provideEnv({ INIT_ADMIN_API_TOKENS: `${one},${two}` })
  const starts = await Promise.all(Array.from({ length: 6 }, () => prepareInstance()))
  expect(starts.flatMap(({ adminTokens }) => adminTokens.ended)).toHaveLength(1)
  expect((await listAdminTokens()).map(({ name }) => name)).toEqual([
    'Initial admin token 1',
    'Initial admin token 2',
    'Initial admin token 3',
  ])
  expect(await working(one, two, three)).toEqual([true, true, false])
  expect(await events()).toHaveLength(4)
})

// ATTACK 7
test('a link keeps an ended token as its creator', async () => {
  await start(one)
  const [token] = await listAdminTokens()
  const actor = { userId: null, apiTokenId: token?.id ?? 0, name: token?.name ?? '' }
  const expiresAt = new Date(Date.now() + 3_600_000)
  const fields = { name: 'Link', expiresAt, startsAt: null, maxUses: null, roleId: 3 }
  const { id } = await insertSignupToken(getDb(), actor, fields)
  await start()
  await revokeAdminToken('1')
  const link = await getDb().signupToken.findUniqueOrThrow({
    where: { id },
    include: { createdByApiToken: true },
  })
  expect(link.createdByApiToken?.name).toBe('Initial admin token 1')
  expect(link.enabled).toBe(true)
})

test('a reset link ends with the token that created it, and an ended token creates none', async () => {
  for (const end of [() => start(), () => revokeAdminToken('Initial admin token 2')]) {
    await start(one)
    await start(one, two)
    const caller = await requireCaller(new Headers({ authorization: two ?? '' }))
    const { url } = await createPasswordReset(caller, (await givenUser()).id)
    const token = url.split('/').at(-1) ?? ''
    expect((await findPasswordReset(token)).state).toBe('open')
    await end()
    expect((await findPasswordReset(token)).state).toBe('expired')
    await expect(createPasswordReset(caller, (await givenUser()).id)).rejects.toThrow(AppError)
  }
})

test('the tokens do not count as an administrator', async () => {
  provideEnv({ INIT_ADMIN_API_TOKENS: one ?? '' })
  expect((await prepareInstance()).adminLink).not.toBeNull()
})

// ATTACK 16
test('a secret longer than any token is wrong, and is not hashed', async () => {
  await getDb().apiToken.create({
    data: { name: 'Long', secretHash: sha256('x'.repeat(1025)) },
  })
  expect(await findApiToken('x'.repeat(1025))).toBeNull()
})

test('the database itself allows only tokens without a person to be marked as ended', async () => {
  const { id: userId } = await givenUser()
  const own = { name: 'Own', secretHash: 'x', userId }
  await expect(
    getDb().apiToken.create({ data: { ...own, revokedAt: new Date() } }),
  ).rejects.toThrow()
  await expect(getDb().apiToken.create({ data: { ...own, endedAt: new Date() } })).rejects.toThrow()
  await getDb().apiToken.create({ data: own })
})
