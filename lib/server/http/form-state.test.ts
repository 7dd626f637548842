import { expect, test } from 'vitest'
import { MINUTE, setClock } from '@/lib/server/runtime/clock'
import { provideEnv } from '@/lib/server/runtime/env'
import { openTypedValues, sealTypedValues } from './form-state'

const typed = { email: 'ada@example.org', name: 'Ada ★', username: 'ada' }

function seal(values: unknown = typed, bind = 'link'): string {
  return sealTypedValues(values, bind) ?? ''
}

test('typed values are restored for the same link', () => {
  expect(openTypedValues(seal(), 'link')).toEqual(typed)
})

test('the password and unknown fields are left out, and the seal is unreadable', () => {
  const sealed = seal({ ...typed, password: 'secret-one', rootRole: '1', name: 7 })
  expect(openTypedValues(sealed, 'link')).toEqual({ email: typed.email, username: 'ada' })
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toMatch(/ada|secret/)
})

test('a seal opens only for its own link', () => {
  expect(openTypedValues(seal(), 'other')).toEqual({})
})

test('a seal ends after a minute', () => {
  const start = Date.now()
  setClock(() => new Date(start))
  const sealed = seal()
  setClock(() => new Date(start + MINUTE - 1))
  expect(openTypedValues(sealed, 'link')).toEqual(typed)
  setClock(() => new Date(start + MINUTE))
  expect(openTypedValues(sealed, 'link')).toEqual({})
})

test('garbage gives nothing, and neither does a seal with one flipped bit', () => {
  const garbage = [null, '', 'x', '🦄', '='.repeat(100), 'A'.repeat(100), 'A'.repeat(10_000)]
  for (const value of garbage) expect(openTypedValues(value, 'link')).toEqual({})
  const bytes = Buffer.from(seal(), 'base64url')
  for (const [at, byte] of bytes.entries()) {
    const turned = Buffer.from(bytes)
    turned[at] = byte ^ 1
    expect(openTypedValues(turned.toString('base64url'), 'link')).toEqual({})
  }
})

test('a seal made under another secret gives nothing', () => {
  const sealed = seal()
  const { APP_SECRET: own = '' } = process.env
  provideEnv({ APP_SECRET: 'another-secret-that-is-long-enough' })
  const opened = openTypedValues(sealed, 'link')
  provideEnv({ APP_SECRET: own })
  expect(opened).toEqual({})
  expect(openTypedValues(sealed, 'link')).toEqual(typed)
})

test('a seal has at most 3 kB; larger values are not kept', () => {
  const lengths = Array.from({ length: 103 }, (_, at) => at * 10)
  const texts = lengths.map((length) => '★'.repeat(length))
  const seals = texts.map((name) => sealTypedValues({ name }, 'link'))
  expect(seals[0]).not.toBeNull()
  expect(seals.at(-1)).toBeNull()
  for (const sealed of seals) expect(sealed?.length ?? 0).toBeLessThanOrEqual(3072)
})

// ATTACK 1
test('a text over the limit is left out, and the others are kept', () => {
  const sealed = seal({ ...typed, name: 'n'.repeat(1025) })
  expect(openTypedValues(sealed, 'link')).toEqual({ email: typed.email, username: 'ada' })
})

test('two seals of the same values have nothing in common', () => {
  expect(seal()).not.toBe(seal())
})
