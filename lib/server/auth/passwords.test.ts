import bcrypt from 'bcrypt'
import { afterEach, expect, test, vi } from 'vitest'
import { getDb } from '@/lib/server/db/db'
import { provideEnv } from '@/lib/server/runtime/env'
import { givenUser } from '@/lib/testing/factories'
import { hashesWaiting, hashingWidth } from './hash-queue'
import { hashPassword, isHashOutdated, verifyPassword } from './passwords'

afterEach(() => provideEnv({ BCRYPT_COST: '4' }))

// CHECKLIST 38
test('passwords that differ after 72 bytes are different passwords', async () => {
  const starts = ['a'.repeat(72), 'é'.repeat(36), '🦄'.repeat(18), 'a'.repeat(255)]
  for (const start of starts) {
    const stored = await hashPassword(`${start}X`)
    expect(await verifyPassword(`${start}X`, stored)).toBe(true)
    expect(await verifyPassword(`${start}Y`, stored)).toBe(false)
    expect(await verifyPassword(start, stored)).toBe(false)
  }
})

// CHECKLIST 38
test('a NUL does not end a password', async () => {
  const stored = await hashPassword('correct\u0000horse')
  expect(await verifyPassword('correct\u0000battery', stored)).toBe(false)
})

// CHECKLIST 39
test('a password typed composed matches when typed decomposed; leading and trailing spaces count', async () => {
  const password = ' pâté à la crème ﬁne '
  const stored = await hashPassword(password.normalize('NFC'))
  expect(await verifyPassword(password.normalize('NFD'), stored)).toBe(true)
  expect(await verifyPassword(password.normalize('NFKC'), stored)).toBe(true)
  expect(await verifyPassword(password.trim(), stored)).toBe(false)
  expect(await verifyPassword(password.toUpperCase(), stored)).toBe(false)
})

// CHECKLIST 42
test('a hash is bcrypt with the configured cost, names its scheme, and is never the same twice', async () => {
  provideEnv({ BCRYPT_COST: '6' })
  const stored = await hashPassword('correct horse battery')
  expect(stored).toMatch(/^hmac-sha384-bcrypt\$2b\$06\$[./A-Za-z0-9]{53}$/)
  expect(await hashPassword('correct horse battery')).not.toBe(stored)
  expect(isHashOutdated(stored)).toBe(false)
  provideEnv({ BCRYPT_COST: '7' })
  expect(isHashOutdated(stored)).toBe(true)
  provideEnv({ BCRYPT_COST: '5' })
  expect(isHashOutdated(stored)).toBe(false)
})

/** The result of a password check, and the cost of each hash it computes, in order. */
async function workOf(password: string, stored: string | null) {
  const compare = vi.spyOn(bcrypt, 'compare')
  const hash = vi.spyOn(bcrypt, 'hash')
  try {
    const fits = await verifyPassword(password, stored)
    const used = [...compare.mock.calls, ...hash.mock.calls].map(([, other]) => String(other))
    return { fits, costs: used.map((text) => bcrypt.getRounds(text)) }
  } finally {
    compare.mockRestore()
    hash.mockRestore()
  }
}

// A hash of cost n is 2^n rounds.
const roundsOf = (costs: number[]) => costs.reduce((sum, cost) => sum + 2 ** cost, 0)

// ATTACK 11
test('a sign-in takes the same rounds for a hash of any lower cost, and without an account, as for the current cost', async () => {
  const hashes = new Map<number, string>()
  for (const cost of [4, 5, 6, 8]) {
    provideEnv({ BCRYPT_COST: String(cost) })
    hashes.set(cost, await hashPassword('correct horse battery'))
  }
  for (const [cost, stored] of hashes) {
    const right = await workOf('correct horse battery', stored)
    const wrong = await workOf('another horse battery', stored)
    expect([cost, right.fits, roundsOf(right.costs)]).toEqual([cost, true, 2 ** 8])
    expect([cost, wrong.fits, roundsOf(wrong.costs)]).toEqual([cost, false, 2 ** 8])
  }
  expect(await workOf('correct horse battery', null)).toEqual({ fits: false, costs: [8] })
  expect((await workOf('x', hashes.get(4) ?? null)).costs).toEqual([4, 4, 5, 6, 7])
})

test('it waits once for one core, however many hashes it computes', async () => {
  provideEnv({ BCRYPT_COST: '4' })
  const stored = await hashPassword('correct horse battery')
  provideEnv({ BCRYPT_COST: '8' })
  const hash = vi.spyOn(bcrypt, 'hash')
  const waiting: number[] = []
  hash.mockImplementation(async () => {
    waiting.push(hashesWaiting())
    return ''
  })
  await Promise.all(Array.from({ length: hashingWidth() }, () => verifyPassword('x', stored)))
  expect(waiting).toEqual(Array.from({ length: 4 * hashingWidth() }, () => 0))
  hash.mockRestore()
})

// ATTACK 11
test('after the cost was lowered, a sign-in takes the rounds of the highest stored hash', async () => {
  provideEnv({ BCRYPT_COST: '6' })
  const user = await givenUser()
  provideEnv({ BCRYPT_COST: '4' })
  vi.resetModules()
  const restarted = await import('./passwords')
  const compare = vi.spyOn(bcrypt, 'compare')
  const hash = vi.spyOn(bcrypt, 'hash')
  const { passwordHash } = await getDb().user.findUniqueOrThrow({
    where: { id: user.id },
    omit: { passwordHash: false },
  })
  for (const stored of [passwordHash, await hashPassword('x'), null]) {
    compare.mockClear()
    hash.mockClear()
    await restarted.verifyPassword('wrong horse battery', stored)
    const used = [...compare.mock.calls, ...hash.mock.calls]
    expect(roundsOf(used.map(([, other]) => bcrypt.getRounds(String(other))))).toBe(2 ** 6)
  }
  vi.restoreAllMocks()
})
