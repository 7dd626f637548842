import type { SchemaName } from './components'
import { type ErrorStatus, errorRef, type HeaderName, headerRefs } from './responses'

/** As in lib/server/http/route.ts; `static` needs neither a caller nor the database. */
type Access = 'static' | 'public' | 'caller' | 'person' | 'session' | 'admin'

type Success = {
  status: 200 | 201 | 202 | 302 | 303 | 307
  description: string
  schema?: SchemaName | { type: 'object' }
  headers?: HeaderName[]
  /** Optional headers. */
  maybe?: HeaderName[]
}

type Parameter = { name: string; in: 'path' | 'query' | 'header'; [key: string]: unknown }

export type Spec = {
  id: string
  tag: string
  access: Access
  summary: string
  description?: string
  parameters?: Parameter[]
  /** The schema of the JSON body; without it the operation takes no body. */
  body?: SchemaName
  /** Whether the body may also be an HTML form. */
  form?: boolean
  success: Success[]
  /** Error statuses in addition to those of every operation of its kind. */
  errors?: ErrorStatus[]
}

const credentials = {
  static: [],
  public: [],
  caller: [{ apiToken: [] }, { bearerToken: [] }, { session: [] }],
  person: [{ apiToken: [] }, { bearerToken: [] }, { session: [] }],
  session: [{ session: [] }],
  admin: [{ apiToken: [] }, { bearerToken: [] }, { session: [] }],
} as const

function ref(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` }
}

function successOf({ description, schema, headers = [], maybe = [] }: Success) {
  const all = { ...headerRefs(true, ...headers), ...headerRefs(false, ...maybe) }
  return {
    description,
    ...(Object.keys(all).length > 0 && { headers: all }),
    ...(schema && {
      content: {
        'application/json': { schema: typeof schema === 'string' ? ref(schema) : schema },
      },
    }),
  }
}

/** The errors of every operation of a kind, beside those that it lists itself. */
function kindErrors(spec: Spec, isWrite: boolean): ErrorStatus[] {
  const { access, parameters = [], body } = spec
  const readsAddress = parameters.some((parameter) => parameter.in !== 'header')
  const isOpen = access === 'static' || access === 'public'
  return [
    ...(isWrite ? ([400, 403, 413] as const) : []),
    ...(readsAddress && access !== 'static' ? ([400] as const) : []),
    // Too many wrong API tokens of a client, or too many changes by a person.
    ...(isOpen ? [] : ([401, 429] as const)),
    ...(access === 'admin' || access === 'session' ? ([403] as const) : []),
    ...(body ? ([415] as const) : []),
    ...(access === 'static' ? [] : ([503] as const)),
    500,
  ]
}

function bodyOf(name: SchemaName, form: boolean) {
  const media = { schema: ref(name) }
  return {
    required: true,
    content: {
      'application/json': media,
      ...(form && { 'application/x-www-form-urlencoded': media }),
    },
  }
}

/** One operation of the document, with every status that it can have. */
function operation(spec: Spec, isWrite: boolean) {
  const { id, tag, access, summary, description, parameters, body, form = false } = spec
  const errors = [...kindErrors(spec, isWrite), ...(spec.errors ?? [])].sort((a, b) => a - b)
  const successes = spec.success.map((success) => [success.status, successOf(success)])
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: credentials[access],
    ...(parameters && { parameters }),
    ...(body && { requestBody: bodyOf(body, form) }),
    responses: {
      ...Object.fromEntries(successes),
      ...Object.fromEntries(errors.map((status) => [status, errorRef(status)])),
    },
  }
}

type Operations = { get?: Spec; post?: Spec; put?: Spec; delete?: Spec }

/** The operations of one path. */
export function path(operations: Operations) {
  const entries = Object.entries(operations)
  return Object.fromEntries(
    entries.map(([method, spec]) => [method, operation(spec, method !== 'get')]),
  )
}

export const tokenParameter: Parameter = {
  name: 'token',
  in: 'path',
  required: true,
  description: "The link's token: the last part of its URL.",
  schema: { type: 'string' },
}

export const idParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'integer', minimum: 1 },
}

export const ifMatchParameter: Parameter = {
  name: 'If-Match',
  in: 'header',
  description:
    'The ETag that was read: the change is refused if there is a newer version. Without it the last write wins.',
  schema: { type: 'string' },
}

export const idempotencyKeyParameter: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A request repeated with the same key within 24 hours creates nothing more and gets the first result. A different request with the same key gets 409.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
}

/** Something that belongs to a person, within their path. */
export function itemParameter(schema: object): Parameter {
  return { name: 'itemId', in: 'path', required: true, schema }
}

/** Another id than that of a person. */
export const rollbackParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the rollback.',
  schema: { type: 'integer', minimum: 1 },
}

/** The id of an invite request. */
export const requestParameter: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The id of the invite request.',
  schema: { type: 'integer', minimum: 1 },
}

/** `limit` and `cursor` of a list. */
export function pageParameters(fallback: number, cursor: 'integer' | 'string'): Parameter[] {
  return [
    queryParameter('limit', `The maximum number of items; ${fallback} by default.`, {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: fallback,
    }),
    queryParameter('cursor', '`nextCursor` of the previous page.', { type: cursor }),
  ]
}

/** `limit`, `cursor` and `count` of a list. */
export function listParameters(fallback: number, cursor: 'integer' | 'string'): Parameter[] {
  const description = 'Whether `total` says how many there are: exactly up to 10,000.'
  const count = queryParameter('count', description, {
    type: 'string',
    enum: ['true', 'false', ''],
  })
  return [...pageParameters(fallback, cursor), count]
}

/** `q` of a list. */
export function searchParameter(what: string): Parameter {
  const description = `Words that ${what} holds, in any case and script: of three characters or more anywhere, shorter ones at the start of a word. Empty: everything.`
  return queryParameter('q', description, {
    type: 'string',
    maxLength: 200,
    // One or two characters of punctuation are refused.
    pattern: '^$|[A-Za-z0-9]|[^ -~]|.{3}',
  })
}

export function queryParameter(name: string, description: string, schema: object): Parameter {
  return { name, in: 'query', description, schema }
}
