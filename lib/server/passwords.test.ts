import bcrypt from 'bcrypt'
import { afterEach, expect, test, vi } from 'vitest'
import { provideEnv } from '@/lib/server/env'
import { hashPassword, isHashOutdated, verifyPassword } from '@/lib/server/passwords'

afterEach(() => provideEnv({ BCRYPT_COST: '4' }))

// CHECKLIST 38
test('passwords that part after 72 bytes are different passwords', async () => {
  const starts = ['a'.repeat(72), 'é'.repeat(36), '🦄'.repeat(18), 'a'.repeat(255)]
  for (const start of starts) {
    const stored = await hashPassword(`${start}X`)
    expect(await verifyPassword(`${start}X`, stored)).toBe(true)
    expect(await verifyPassword(`${start}Y`, stored)).toBe(false)
    expect(await verifyPassword(start, stored)).toBe(false)
  }
})

// CHECKLIST 38
test('a NUL ends nothing', async () => {
  const stored = await hashPassword('correct\u0000horse')
  expect(await verifyPassword('correct\u0000battery', stored)).toBe(false)
})

// CHECKLIST 39
test('a password typed composed fits when typed decomposed; spaces at its ends count', async () => {
  const password = ' pâté à la crème ﬁne '
  const stored = await hashPassword(password.normalize('NFC'))
  expect(await verifyPassword(password.normalize('NFD'), stored)).toBe(true)
  expect(await verifyPassword(password.normalize('NFKC'), stored)).toBe(true)
  expect(await verifyPassword(password.trim(), stored)).toBe(false)
  expect(await verifyPassword(password.toUpperCase(), stored)).toBe(false)
})

// CHECKLIST 42
test('a hash is bcrypt under the cost of the instance, names its scheme, and is never the same twice', async () => {
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

test('without an account the same work is done, and nothing fits', async () => {
  const compare = vi.spyOn(bcrypt, 'compare')
  try {
    const stored = await hashPassword('correct horse battery')
    await verifyPassword('correct horse battery', stored)
    expect(await verifyPassword('correct horse battery', null)).toBe(false)
    const costs = compare.mock.calls.map(([, hash]) => bcrypt.getRounds(String(hash)))
    expect(costs).toEqual([4, 4])
  } finally {
    compare.mockRestore()
  }
})
