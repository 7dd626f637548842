import { expect, test } from 'vitest'
import { consoleLine } from './console'

const token = 'UgLHRxGQ0123456789abcdefABCDEF-_'
const reset = `0123456789abcdefABCDEF.${token}`

// ATTACK 5, 6, CHECKLIST 23
test('no token in a URL is logged, however the URL is written', () => {
  const addresses = [
    ...[`/invite/${token}`, `/invite/${token}/validate?w=640`, `/x/../invite/${token}`],
    ...[`/reset/${reset}/password`, `/closed/${token}`, `/closed/reset/${reset}`, '/invite/short'],
    ...[`/new-user?invite=${token}`, `/api/admin/invite-link/tokens/${token}/rotate`],
    ...[`%2Finvite%2F${token}%2Fvalidate`, `?url=/invite/${token}`, `invite%3D${token}`],
    ...[`the cookie foyer=${reset}`, `user:${'0123456789abcdef'.repeat(4).slice(0, 56)}`],
    ...['*:*.obviously-fake-admin-token', `"${token}"`, `(${token})`],
  ]
  for (const address of addresses) {
    const { text } = consoleLine('warn', [`Request body exceeded 10MB for ${address}. Only`])
    expect(text).toMatch(/^Request body exceeded 10MB for .*:token.* Only$/)
    for (const secret of [token, reset, 'short', 'obviously', '0123456789abcdef']) {
      expect(text).not.toContain(secret)
    }
  }
})

test('everything else stays: the place in the code and the message', () => {
  const said =
    'Error: no such file\n    at read (/srv/foyer/.next/server/chunks/ssr/_0a1b.js:1:204)'
  expect(consoleLine('error', [said]).text).toBe(said)
})

// ATTACK 5, CHECKLIST 64
test('colours are removed, and no control character except the line break is left', () => {
  const { text } = consoleLine('error', [
    '\u001b[31m⨯\u001b[39m for',
    '/x\r\n{"level":50}\u009b31m\u202e',
  ])
  expect(text).toBe('⨯ for /x\\u000d\n{"level":50}\\u202e')
})

test('a client that disconnects is logged only at debug', () => {
  const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  expect(consoleLine('error', ['⨯', aborted]).level).toBe('debug')
  expect(consoleLine('error', ['⨯', new Error('broken')]).level).toBe('error')
})
