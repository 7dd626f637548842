import { expect, test } from 'vitest'
import { resolveTarget } from './resolve-target'

const pathOf = (target: string) => resolveTarget(target).path

// ATTACK 17
test.each([
  ['/x/../login', '/login'],
  ['/login/.', '/login'],
  ['/login/..', '/'],
  ['/../../login', '/login'],
  ['/_next/static/../../invite/T', '/invite/T'],
  ['/x/%2e%2E/login', '/login'],
  ['/x/.%2e/login', '/login'],
  ['/%2E/login', '/login'],
  ['/a//../login', '/login'],
  ['//login///', '/login'],
  ['/%6cog%69n', '/login'],
  ['http://evil.test/x/../login', '/login'],
  ['HTTPS://evil.test', '/'],
  ['/', '/'],
  ['/..', '/'],
])('%s is %s', (target, path) => {
  expect(pathOf(target)).toBe(path)
})

test('a normalised path is unchanged', () => {
  const good = [
    '/login',
    '/.well-known/x',
    '/...',
    '/a/.b',
    '/a..b',
    '/a%2Fb',
    '/a%252e',
    "/a;b='~",
  ]
  for (const path of good) expect(pathOf(path)).toBe(path)
  for (const path of good) expect(pathOf(pathOf(`${path}/`))).toBe(path)
})

test('the query is unchanged', () => {
  expect(resolveTarget('/x/../a/?next=/.//b&c=%2e')).toEqual({
    path: '/a',
    query: '?next=/.//b&c=%2e',
  })
  expect(resolveTarget('http://evil.test?a')).toEqual({ path: '/', query: '?a' })
})

test('an invalid target is an error', () => {
  for (const bad of [
    '*',
    'x:443',
    'ftp://x/',
    '/%',
    '/%zz',
    '/%00',
    '/\\x',
    '/a#b',
    '/a?b#c',
    '',
  ]) {
    expect(() => resolveTarget(bad), bad).toThrow(/is not valid/)
  }
  expect(() => resolveTarget('/invite/%')).toThrow(/not valid/)
})
