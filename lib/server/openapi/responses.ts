import { errorTable } from '@/lib/errors'

/** Error responses, each under its name in `#/components/responses`. */
const names = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'ContentTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
} as const

export type ErrorStatus = keyof typeof names

const wholeNumber = { type: 'integer', minimum: 0 }

/** Headers by their name, as `#/components/headers`. */
export const headerComponents = {
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

export type HeaderName = keyof typeof headerComponents

/** References to headers, for a response. */
export function headerRefs(required: boolean, ...headers: HeaderName[]) {
  const refs = headers.map((name) => {
    const { description, schema } = headerComponents[name]
    return [name, required ? { description, schema, required } : reference('headers', name)]
  })
  return Object.fromEntries(refs)
}

function reference(kind: 'headers' | 'responses', name: string) {
  return { $ref: `#/components/${kind}/${name}` }
}

/** A reference to the response of an error status. */
export function errorRef(status: ErrorStatus) {
  return reference('responses', names[status])
}

const limitHeaders = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'] as const

function headersOf(status: ErrorStatus) {
  if (status === 503) return { headers: headerRefs(true, 'Retry-After') }
  if (status !== 429) return {}
  return { headers: { ...headerRefs(true, 'Retry-After'), ...headerRefs(false, ...limitHeaders) } }
}

function errorResponse(status: ErrorStatus) {
  const errors = Object.entries(errorTable).filter(([, [code]]) => code === status)
  const codes = errors.map(([name]) => name)
  const schema = (name: string, member: string) => ({
    $ref: `#/components/schemas/${name}`,
    type: 'object',
    properties: { [member]: { enum: codes } },
  })
  return {
    description: errors.map(([name, [, sentence]]) => `- \`${name}\`: ${sentence}`).join('\n'),
    ...headersOf(status),
    content: {
      'application/json': { schema: schema('errorSchema', 'name') },
      'application/problem+json': { schema: schema('problemSchema', 'code') },
    },
  }
}

/** Every error response, in both formats, with the names that its status can carry. */
export function responseComponents() {
  const statuses = Object.keys(names).map(Number) as ErrorStatus[]
  return Object.fromEntries(statuses.map((status) => [names[status], errorResponse(status)]))
}
