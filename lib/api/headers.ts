const wholeNumber = { type: 'integer', minimum: 0 }

/** Headers of answers. */
export const responseHeaders = {
  Location: {
    description: 'The address of the redirect, or of what was created.',
    schema: { type: 'string' },
  },
  ETag: {
    description: 'The version; send it as If-Match to change only this version.',
    schema: { type: 'string', pattern: '^"\\d+"$' },
  },
  'Set-Cookie': {
    description: 'The session cookie: HttpOnly, SameSite=Lax.',
    schema: { type: 'string' },
  },
  'Clear-Site-Data': {
    description: 'Clears cache and storage, but never the cookies of the whole domain.',
    schema: { type: 'string', const: '"cache", "storage"' },
  },
  'Retry-After': { description: 'Seconds to wait.', schema: wholeNumber },
  'RateLimit-Limit': { description: 'Requests allowed per window.', schema: wholeNumber },
  'RateLimit-Remaining': { description: 'Requests left in this window.', schema: wholeNumber },
  'RateLimit-Reset': { description: 'Seconds until the window resets.', schema: wholeNumber },
} as const

export type ResponseHeader = keyof typeof responseHeaders

/** Headers of requests that an operation heeds. */
export const requestHeaders = {
  'If-Match': {
    description:
      'The ETag that was read: the change is refused if there is a newer version. Without it, the last write wins.',
    schema: { type: 'string' },
    example: '"3"',
  },
  'Idempotency-Key': {
    description:
      'A request repeated with the same key within 24 hours creates nothing more and gets the first result. A different request with the same key gets 409.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
    example: '5f1d7a52-8f0b-4a3e-9c57-2f7f0c6f8a11',
  },
  'Last-Event-ID': {
    description: 'The same as `cursor`, as browsers send it when they connect again.',
    schema: { type: 'integer', minimum: 0 },
    example: 120,
  },
} as const

export type RequestHeader = keyof typeof requestHeaders
