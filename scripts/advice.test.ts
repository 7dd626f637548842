import { expect, test } from 'vitest'
import { adviceOn } from './advice'

const good = {
  publicUrl: 'https://join.example.org',
  bcryptCost: 10,
  initAdminApiTokens: [`*:*.${'x'.repeat(32)}`],
}

test('good settings need no advice', () => {
  expect(adviceOn(good)).toEqual([])
})

test('an operator is told of links that open nowhere else, of plain http, and of a low cost', () => {
  const firstWords = (settings: Partial<typeof good>) =>
    adviceOn({ ...good, ...settings }).map((sentence) => sentence.slice(0, 12))
  for (const publicUrl of ['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]']) {
    expect(firstWords({ publicUrl })).toEqual(['Links open o'])
  }
  expect(firstWords({ publicUrl: 'http://join.example.org' })).toEqual(['PUBLIC_URL i'])
  expect(firstWords({ bcryptCost: 9 })).toEqual(['BCRYPT_COST '])
  const short = [...good.initAdminApiTokens, `*:*.${'x'.repeat(31)}`]
  expect(firstWords({ initAdminApiTokens: short })).toEqual(['INIT_ADMIN_A'])
})
