import { expect, test } from 'vitest'
import { originSchema } from './origin'

const right: [string, string][] = [
  ['https://example.org', 'https://example.org'],
  ['HTTPS://Example.ORG', 'https://example.org'],
  ['https://example.org:443', 'https://example.org'],
  ['https://example.org:8443', 'https://example.org:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://BÜCHER。example', 'https://xn--bcher-kva.example'],
  ['https://192.0.2.7', 'https://192.0.2.7'],
  ['https://[2001:DB8::1]:444', 'https://[2001:db8::1]:444'],
  ['http://localhost', 'http://localhost'],
  ['http://LOCALHOST:80', 'http://localhost'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:5173', 'http://[::1]:5173'],
]

test.each(right)('%s is kept as browsers write it: %s', (given, kept) => {
  expect(originSchema.parse(given)).toBe(kept)
  expect(originSchema.parse(kept)).toBe(kept)
})

const wrong: unknown[] = [
  undefined,
  null,
  5,
  {},
  '',
  '*',
  'null',
  'example.org',
  '//example.org',
  'https://',
  'https://*',
  'https://*.example.org',
  'https://example.org/',
  'https://example.org/join',
  'https://example.org?a',
  'https://example.org#a',
  'https://example.org\\a',
  'https://ada@example.org',
  'https://ada:secret@example.org',
  'https://:secret@example.org',
  'https://example.org:',
  'https://example.org:0x50',
  'https://example.org:65536',
  'https://example.org, https://example.com',
  'https://example.org https://example.com',
  ' https://example.org',
  'https://example.org\n',
  'https://exa\tmple.org',
  'https://ex%61mple.org',
  'https:example.org',
  'https:///example.org',
  'https://[example.org]',
  'https://[::1',
  'http://example.org',
  'http://localhost.example.org',
  'http://127.0.0.2',
  'http://[::2]',
  'ftp://example.org',
  'file:///etc',
  'data:text/html,x',
  'javascript:alert(1)',
  'blob:https://example.org/x',
  'chrome-extension://abcdefghijklmnop',
  `https://${'a'.repeat(5000)}.org`,
  'https://\ud800.org',
]

test.each(wrong)('%j is no origin', (given) => {
  expect(originSchema.safeParse(given).success).toBe(false)
})
