import { expect, test } from 'vitest'
import { safePath } from './safe-path'

// CHECKLIST 50

test('a path of this site is one to go on to, with its query and hash', () => {
  expect(safePath('/')).toBe('/')
  expect(safePath('/admin/links/1?a=//b#c')).toBe('/admin/links/1?a=//b#c')
  expect(safePath('/a/../b')).toBe('/b')
  expect(safePath('/a//b')).toBe('/a//b')
})

// ATTACK 4
test('a path that resolves to another host is refused, however many dots and slashes it has', () => {
  const dots = ['.', '..', '%2e', '%2E', '%2e%2E', '.%2e', 'x/..', 'x/%2E%2e', './.', '../..']
  for (const dot of dots) {
    for (const rest of ['/evil.test', '//evil.test', '/%2e/evil.test', '/user@evil.test']) {
      expect([dot + rest, safePath(`/${dot}/${rest}`)]).toEqual([dot + rest, null])
    }
  }
})

test('what names another host, or is no path, is none', () => {
  const bad = [
    ...['', 'x', '?next=/', '//evil.test', '///evil.test', '/\\evil.test', '\\/evil.test'],
    ...['https://evil.test', 'https:evil.test', 'javascript:alert(1)', '//user@evil.test'],
    ...['/\t/evil.test', '/\n/evil.test', '/\r\n/evil.test', '\t//evil.test', ' //evil.test'],
    ...['/.\t/\n/evil.test', '/%2f/evil.test', '/%5cevil.test', '/.\\/evil.test', '/\u0000'],
  ]
  for (const given of bad) expect([given, safePath(given)]).toEqual([given, null])
  expect(safePath(null)).toBeNull()
  expect(safePath(undefined)).toBeNull()
})
