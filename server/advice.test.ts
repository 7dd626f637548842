import { expect, test } from 'vitest'
import { privateRanges } from '@/lib/server/runtime/address-list'
import { adviceOn, adviceOnPooler, adviceOnUser } from './advice'

const good = {
  publicUrl: 'https://join.example.org',
  bcryptCost: 10,
  initAdminApiTokens: [`*:*.${'x'.repeat(32)}`],
  trustProxyHops: 0,
  trustProxyFrom: privateRanges,
}

test('good settings need no advice', () => {
  expect(adviceOn(good)).toEqual([])
})

test('an operator is warned about a local PUBLIC_URL, plain http, and a low cost', () => {
  const firstWords = (settings: Partial<typeof good>) =>
    adviceOn({ ...good, ...settings }).map((sentence) => sentence.slice(0, 12))
  for (const publicUrl of ['http://localhost:3000', 'https://127.0.0.1', 'http://[::1]']) {
    expect(firstWords({ publicUrl })).toEqual(['Links work o'])
  }
  expect(firstWords({ publicUrl: 'http://join.example.org' })).toEqual(['PUBLIC_URL i'])
  expect(firstWords({ bcryptCost: 9 })).toEqual(['BCRYPT_COST '])
  const short = [...good.initAdminApiTokens, `*:*.${'x'.repeat(31)}`]
  expect(firstWords({ initAdminApiTokens: short })).toEqual(['INIT_ADMIN_A'])
})

// ATTACK 8
test.each([
  [privateRanges, 'loopback, private and link-local addresses'],
  [['10.0.0.0/8', '2001:db8::1'], '10.0.0.0/8, 2001:db8::1'],
  [[], 'nobody'],
])('behind a proxy an operator is told which proxies are trusted', (from, who) => {
  expect(adviceOn({ ...good, trustProxyHops: 1, trustProxyFrom: from })).toEqual([
    `X-Forwarded-For is trusted only from ${who} (TRUST_PROXY_FROM). Every other connection counts as a client with its own address.`,
  ])
})

// ATTACK 24
test('root is advised to use a dedicated user, and other users are not', () => {
  expect(adviceOnUser(0)).toEqual([
    expect.stringMatching(/^Foyer is running as root.+dedicated user/),
  ])
  for (const uid of [1000, undefined]) expect(adviceOnUser(uid)).toEqual([])
})

test('an operator whose pooler Foyer was not told of is told how to say so', () => {
  expect(adviceOnPooler(true, null)).toEqual([
    expect.stringMatching(/^DATABASE_URL leads to a pooler\. Set DATABASE_POOLER=transaction/),
  ])
  expect(adviceOnPooler(true, 'transaction')).toEqual([])
  expect(adviceOnPooler(false, null)).toEqual([])
})
