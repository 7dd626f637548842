import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { BOUND, costlyTexts } from './texts'

// What is sent in place of what is wanted. Each class is drawn anew from the seed of the run.

const repeat = (text: string, times: number) => fc.constant(text.repeat(times))
const around = (text: string) => fc.string({ maxLength: 4 }).map((more) => more + text + more)

/** What costs more to read than it is long, as much as the app looks at or as a body holds. */
const costly = Object.fromEntries(
  Object.entries(costlyTexts).map(([name, text]) => [
    name,
    fc.constantFrom(...[255, BOUND, BOUND + 1, 30_000].map(text)),
  ]),
)

export const strings: Record<string, fc.Arbitrary<string>> = {
  empty: fc.constant(''),
  blank: fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u3000', '\u200b'),
  nul: around('\u0000'),
  'lone surrogate': fc.constantFrom('\ud800', 'a\udfff', '\udc00\ud800'),
  control: around('\u001b[31m\u0007\u0008'),
  'line break': around('\r\nSet-Cookie: a=b\r\n\r\n'),
  'other direction': around('\u202e\u2066\u200f'),
  composed: fc.constantFrom('e\u0301', '\u00e9', '\u1e9b\u0323', '\ufdfa'),
  emoji: fc.constantFrom('👩‍👩‍👧‍👦', '🏳️‍🌈', '\u{10ffff}'),
  any: fc.string({ unit: 'binary', maxLength: 300 }),
  graphemes: fc.string({ unit: 'grapheme', maxLength: 60 }),
  'just long': fc.constantFrom('a'.repeat(255), 'a'.repeat(256), 'é'.repeat(257)),
  '8 kB': repeat('A', 8192),
  '90 kB': repeat('x', 90_000),
  ...costly,
  'slow to match': fc.constantFrom(
    `${'a.'.repeat(5000)}@`,
    `a@${'a-'.repeat(5000)}`,
    '@'.repeat(5000),
  ),
  path: fc.constantFrom('../../etc/passwd', '..\\..\\x', '/', '//evil.example', '.', '..'),
  escapes: fc.constantFrom('%00', '%', '%zz', '%c0%af', '%25%30%30', '\\u0000'),
  sql: fc.constantFrom("' OR 1=1 --", "'; DROP TABLE users;--", '%_%', '\\', '$1'),
  markup: fc.constantFrom('<img src=x onerror=alert(1)>', '</script>', '{{7*7}}'),
  names: fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then'),
  'words of programs': fc.constantFrom('null', 'undefined', 'true', 'NaN', '[object Object]', '[]'),
  numbers: fc.constantFrom('0', '-1', '1e308', '0x10', '٣', '2147483648', '9223372036854775808'),
  instants: fc.constantFrom(
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '+275760-09-13T00:00:00Z',
    '2030-02-30T00:00:00Z',
    '2030-01-01T00:00:00+23:59',
    '2030-01-01',
  ),
  addresses: fc.constantFrom(
    'a@b.c',
    '"a b"@x.org',
    'a@xn--a.org',
    'a@[::1]',
    'a@１.２.３.４',
    'a@b@c.org',
  ),
}

const deep = (depth: number) => {
  let value: unknown = 1
  for (let at = 0; at < depth; at += 1) value = [value]
  return value
}

/** Every class of a field's value; a text is one of them for each class above. */
export const values: Record<string, fc.Arbitrary<unknown>> = {
  ...strings,
  missing: fc.constant(undefined),
  null: fc.constant(null),
  boolean: fc.boolean(),
  zero: fc.constantFrom(0, -0),
  negative: fc.integer({ max: -1 }),
  'whole number': fc.integer(),
  'too large': fc.constantFrom(2 ** 31, 2 ** 53, 2 ** 63, 1e308),
  fraction: fc.double({ noNaN: true, noDefaultInfinity: true }),
  list: fc.array(fc.jsonValue(), { maxLength: 5 }),
  'long list': fc.constant(Array.from({ length: 5000 }, () => 'x')),
  object: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 }),
  'odd object': fc.constantFrom(JSON.parse('{"__proto__":{"a":1},"then":1}'), { length: -1 }),
  deep: fc.constant(deep(1000)),
}

const json = { 'content-type': 'application/json' }
const gzip = { ...json, 'content-encoding': 'gzip' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }
type Raw = { raw: Buffer; headers: Record<string, string>; chunked?: boolean }

function body(raw: string | Buffer, headers: Record<string, string> = json): Raw {
  return { raw: Buffer.from(raw), headers }
}

/** Each costly text in all fields of a sign-up, compressed. */
const compressed = Object.fromEntries(
  Object.entries(costlyTexts).map(([name, text]) => {
    const value = text(8000)
    const fields = JSON.stringify({ email: value, name: value, username: value, password: value })
    return [`${name} in gzip`, body(gzipSync(fields), gzip)]
  }),
)

/** Whole bodies that are none, or that cost to read. */
export const bodies: Record<string, Raw> = {
  ...compressed,
  empty: body(''),
  'no object': body('[]'),
  'a word': body('null'),
  unfinished: body('{"a":'),
  'nul in JSON': body('{"email":"\\u0000","name\\u0000":1}'),
  'raw nul': body('\u0000\u0000'),
  'byte order mark': body('\ufeff{}'),
  'not UTF-8': body(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'UTF-16': body(Buffer.from('{"a":1}', 'utf16le')),
  'deep lists': body('['.repeat(50_000) + ']'.repeat(50_000)),
  'deep objects': body(`${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`),
  'many keys': body(`{${Array.from({ length: 9000 }, (_, at) => `"k${at}":1`).join()}}`),
  'same key often': body(`{${Array.from({ length: 9000 }, () => '"name":1').join()}}`),
  'large number': body(`{"maxUses":${'9'.repeat(90_000)}}`),
  prototype: body('{"__proto__":{"admin":true},"constructor":{"prototype":{"a":1}}}'),
  'gzip bomb': body(gzipSync(Buffer.alloc(20_000_000)), gzip),
  'gzip in gzip': body(gzipSync(gzipSync(Buffer.alloc(5_000_000))), gzip),
  'cut gzip': body(gzipSync('{"a":1}').subarray(0, -5), gzip),
  'no gzip': body('{}', gzip),
  'unknown encoding': body('{}', { ...json, 'content-encoding': 'br, gzip' }),
  'too large': body('x'.repeat(102_401)),
  'in chunks': { ...body('x'.repeat(200_000)), chunked: true },
  'form of nothing': body('', form),
  'form with bad escapes': body('name=%&email=%zz&password=%c0%af&=&&=x', form),
  'form with NUL': body('name=%00&email=a%00@example.org&password=%00', form),
  'form of many': body('a=1&'.repeat(20_000), form),
  'parts without end': body('--x\r\n', { 'content-type': 'multipart/form-data; boundary=x' }),
  'odd type': body('{}', { 'content-type': 'application/json; charset=utf-7' }),
}
