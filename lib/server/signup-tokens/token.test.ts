import { expect, test, vi } from 'vitest'
import { provideEnv } from '@/lib/server/runtime/env'
import { dumpDatabase } from '@/lib/testing/databases'
import { cookieFor, givenAdminToken, givenLink, givenUser } from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'
import { badTokens } from '@/lib/testing/tokens'
import { findLink } from './signup-tokens'
import { inviteToken, isTokenOf, randomPart, tokenId } from './token'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

function newLink() {
  return { id: randomPart(), nonce: randomPart() }
}

// CHECKLIST 17
test('a hundred thousand tokens are all different, their characters evenly distributed, and none came from Math.random', () => {
  const random = vi.spyOn(Math, 'random')
  const tokens = Array.from({ length: 100_000 }, () => inviteToken(newLink()))
  expect(random).not.toHaveBeenCalled()
  random.mockRestore()
  expect(new Set(tokens).size).toBe(100_000)
  const counts = new Map<string, number>()
  for (const token of tokens) {
    for (const character of token) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const expected = (100_000 * 32) / 64
  const squares = [...alphabet].map((one) => ((counts.get(one) ?? 0) - expected) ** 2 / expected)
  const chiSquare = squares.reduce((sum, square) => sum + square)
  expect(counts.size).toBe(64)
  // 63 degrees of freedom: a uniform distribution exceeds 150 once in a hundred million runs.
  expect(chiSquare).toBeLessThan(150)
})

// CHECKLIST 17
test('each of the 192 bits of a token counts', () => {
  const link = newLink()
  const bytes = Buffer.from(inviteToken(link), 'base64url')
  expect(bytes).toHaveLength(24)
  expect(isTokenOf(bytes.toString('base64url'), link)).toBe(true)
  const turned = Array.from({ length: 192 }, (_, bit) => {
    const copy = Buffer.from(bytes)
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return copy.toString('base64url')
  })
  const accepted = turned.filter((token) => tokenId(token) === link.id && isTokenOf(token, link))
  expect(accepted).toEqual([])
})

test('a token is bound to its link, its nonce and the secret', () => {
  const link = newLink()
  const token = inviteToken(link)
  expect(isTokenOf(token, { ...link, nonce: randomPart() })).toBe(false)
  expect(isTokenOf(token, newLink())).toBe(false)
  expect(isTokenOf(token, null)).toBe(false)
  const { APP_SECRET: own = '' } = process.env
  provideEnv({ APP_SECRET: 'another-secret-that-is-long-enough' })
  const underAnother = [isTokenOf(token, link), inviteToken(link) === token]
  provideEnv({ APP_SECRET_PREVIOUS: `unrelated-secret-that-is-long-enough,${own}` })
  const withPrevious = isTokenOf(token, link)
  provideEnv({ APP_SECRET: own, APP_SECRET_PREVIOUS: '' })
  expect([underAnother, withPrevious]).toEqual([[false, false], true])
})

// CHECKLIST 18
test('no value in a complete backup, nor any combination of two, is a usable token', async () => {
  const links = await Promise.all(Array.from({ length: 5 }, () => givenLink()))
  const { id } = await givenUser()
  const cookie = await cookieFor(id)
  const secret = await givenAdminToken()
  const values = await dumpDatabase()
  const all = values.join('\n')
  for (const link of links) {
    expect(values).toContain(link.id)
    expect(all).not.toContain(link.token)
    expect(all).not.toContain(link.token.slice(11))
  }
  expect(all).not.toContain(cookie.split('.')[1])
  expect(all).not.toContain(secret)
  const parts = [...new Set(values)].filter((value) => /^[0-9a-f]{16}$/.test(value))
  const created = parts.flatMap((one) =>
    parts.map((two) => Buffer.from(one + two + one, 'hex').toString('base64url')),
  )
  expect(created.length).toBeGreaterThan(50)
  for (const tried of [...values, ...created]) expect(await findLink(tried)).toBeNull()
})

// CHECKLIST 20
test('the database gets the same single query, however much of a token is right', async () => {
  const { token } = await givenLink()
  const stranger = inviteToken(newLink())
  const prefixes = [0, 1, 11, 12, 20, 31].map((length) => {
    const rest = stranger.slice(length, 31)
    // The last character is always wrong, so only the prefix matches.
    return token.slice(0, length) + rest + (token.endsWith('A') ? 'B' : 'A')
  })
  const asked: string[][] = []
  for (const tried of prefixes) {
    expect(await findLink(tried)).toBeNull()
    asked.push(await statementsOf(() => findLink(tried)))
  }
  const genuine = await statementsOf(() => findLink(token))
  expect(genuine).toHaveLength(1)
  expect(asked).toEqual(prefixes.map(() => genuine))
})

// CHECKLIST 21
test('a malformed token never reaches the database', async () => {
  const [stranger = '', ...malformed] = badTokens()
  expect(await statementsOf(() => findLink(stranger))).toHaveLength(1)
  for (const tried of malformed) {
    expect(await statementsOf(() => findLink(tried))).toEqual([])
    expect(await findLink(tried)).toBeNull()
  }
})
