import fc from 'fast-check'

// What is sent in headers and in the steps of a path.

const odd = [
  '',
  ' ',
  ',',
  ';',
  '=',
  '%',
  '%00',
  '"',
  '\u00ff',
  '*',
  '-1',
  'x'.repeat(8000),
  '{"a"',
  '../..',
]

/** Headers that something along the way reads. */
export const headerNames = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cookie',
  'content-language',
  'content-security-policy',
  'expect',
  'forwarded',
  'host',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'next-action',
  'next-router-prefetch',
  'next-router-segment-prefetch',
  'next-router-state-tree',
  'next-url',
  'origin',
  'purpose',
  'range',
  'referer',
  'rsc',
  'sec-fetch-site',
  'sec-purpose',
  'traceparent',
  'upgrade',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-middleware-subrequest',
  'x-nextjs-data',
]

export const headerValues = fc
  .oneof(
    fc.constantFrom(
      ...odd,
      '1',
      'true',
      'gzip',
      'bytes=0-',
      'Bearer ',
      'foyer=x.y',
      'foyer-form=AAAA',
    ),
    fc.string({
      unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    }),
  )
  .map((value) => value.replace(/[\u007f-\u009f]/g, ''))

/** Steps of a path as they go over the wire, beside the classes of texts, which are encoded. */
export const rawSteps = [
  '../'.repeat(300),
  './%2e/%2e%2e/'.repeat(100),
  '%',
  '%zz',
  '%00',
  '%c0%af',
  '%e0%a4',
  '..%2f..',
  '%2e%2e',
  '%ud800',
  ';x=1',
  '*',
  '~',
  "'",
]
