import type * as z from 'zod/mini'
import type { ErrorName } from '@/lib/errors'
import type { RequestHeader, ResponseHeader } from './headers'
import type { Parameters, PathParameter } from './parameters'

export type Schema = z.ZodMiniType

/** A body that is taken as it is, by its content types. */
export type FileBody = { types: readonly string[] }

type Body = Schema | FileBody | undefined

export function isFileBody(body: Body): body is FileBody {
  return body !== undefined && 'types' in body
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * Who may call: anybody, also while the database is away; anybody; any signed-in caller; a person; a person
 * in a browser; an administrator or an admin API token.
 */
export type Access = 'static' | 'public' | 'caller' | 'person' | 'session' | 'admin'

/** What `route()` has to know of requests. */
export type Terms<A extends Access = Access, B extends Body = Body> = {
  access: A
  /** The schema of a JSON body, or the types of a file. Without it no body is needed. */
  body?: B
  /** Whether the body may also be an HTML form. */
  takesForm?: boolean
  /** Whether pages of the websites that administrators list (`corsOrigins`) may call it from a browser. */
  cors?: boolean
  /** The limit that counts these requests per client. */
  limit?: 'signup' | 'validate' | 'docs-vote'
  /** Whether the change ends access: then it is limited per session, not with the person's other changes. */
  endsAccess?: boolean
  /** Maximum body size in bytes, after inflating, inclusive; nothing buffers more. Default: `BODY_LIMIT`. */
  bodyLimit?: number
  /** Maximum number of fields in a body, if more than `KEYS_MAX`. */
  maxKeys?: number
}

export type Answer<R extends Schema | undefined = Schema | undefined> = {
  status: 200 | 201 | 202 | 204 | 302 | 303 | 307
  description: string
  /** The schema of a JSON body. Without it, and without `media`, the answer is empty. */
  schema?: R
  /** The type of a body that is not checked by a schema, and what it is. */
  media?: { type: string; schema: { type: 'object' | 'string' } }
  /** Headers that are always there. */
  headers?: readonly ResponseHeader[]
  /** Headers that may be there. */
  maybe?: readonly ResponseHeader[]
}

/** An error, and when this operation answers with it, if that is more than `errorNotes` says. */
type Thrown = ErrorName | readonly [ErrorName, string]

type Sent<B> = B extends Schema ? { body: z.input<B> } : { body?: never }
type Returned<R> = R extends Schema ? { answer: z.input<R> } : { answer?: never }

/** A request, and what it is answered with; parameters of the path have examples of their own. */
type Example<B = unknown, R = unknown> = Sent<B> & Returned<R>

/** What the document says beside the terms. */
type Described<R extends Schema | undefined> = {
  id: string
  tag: Tag
  method: Method
  summary: string
  description?: string
  query?: Parameters
  headers?: readonly RequestHeader[]
  success: Answer<R>
  /** Other answers that are no errors. */
  others?: readonly Answer[]
  /** Errors beside those of every operation of its kind. */
  errors?: readonly Thrown[]
}

/** An operation of the API. K: the parameters of its path. */
export type Operation<
  A extends Access = Access,
  K extends string = string,
  B extends Body = Body,
  R extends Schema | undefined = Schema | undefined,
> = Terms<A, B> &
  Described<R> & {
    /** With parameters in braces: `/invite/{token}/validate`. */
    path: string
    params?: Readonly<Record<K, PathParameter>>
    example?: { body?: unknown; answer?: unknown }
  }

export const tags = {
  'Public signup tokens': 'Invite links and signing up through them.',
  Auth: 'Signing in and out.',
  Users: 'Accounts, sessions and password resets.',
  'Personal access tokens': 'Your personal API tokens.',
  Events: 'What happened and who did it.',
  Settings: 'Settings of the instance, and search.',
  Operational: 'For monitoring, proxies and old links.',
}

type Tag = keyof typeof tags

/** The names in braces of a path. */
type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never

/** What has to be there: a description of each parameter of the path, an example of each body. */
type Complete<Path extends string, B, R> = ([Names<Path>] extends [never]
  ? { params?: never }
  : { params: Record<Names<Path>, PathParameter> }) &
  ([B, R] extends [undefined | FileBody, undefined]
    ? { example?: never }
    : { example: Example<B, R> })

/** Declares an operation; `operations` collects them, and `route()` handles one. */
export function operation<
  const Path extends string,
  const A extends Access,
  B extends Body = undefined,
  R extends Schema | undefined = undefined,
>(
  declared: Terms<A, B> & Described<R> & { path: Path } & Complete<Path, B, R>,
): Operation<A, Names<Path>, B, R> {
  return declared
}
