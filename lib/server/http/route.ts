import type * as z from 'zod/mini'
import {
  type Access,
  type FileBody,
  isFileBody,
  type Operation,
  type Schema,
  type Terms,
} from '@/lib/api/operation'
import type { PathParameter } from '@/lib/api/parameters'
import { AppError, type ErrorName } from '@/lib/errors'
import { requireWithin } from '@/lib/server/limits/rate-limit'
import { countWrite } from '@/lib/server/limits/write-limit'
import { measures } from '@/lib/server/runtime/measures'
import { withRequestContext } from '@/lib/server/runtime/request-context'
import { BODY_LIMIT, type Body, type RawBody, readBody } from './body'
import { type Callers, guards } from './callers'
import { allowReading, listedOrigin, preflightHeaders } from './cross-origin'
import { requireSameSite } from './cross-site'
import { asSeenNow, errorResponse, toAppError } from './error-response'
import { parseBody } from './validation'

type Params = Record<string, string>

/** A route handler, as Next and tests call it. */
export type Handler<P extends Params> = {
  (request: Request, context: { params: Promise<P> }): Promise<Response>
  /** The body limit in bytes for code that reads the body earlier; `BODY_LIMIT` by default. */
  bodyLimit?: number
  /** What it handles: an operation of the API, or only the terms of what pages send. */
  terms?: Terms | Operation
}

type Context<P, T, C> = {
  request: Request
  params: P
  query: URLSearchParams
  /** As `parse` has converted it, or as the schema of the operation reads it. */
  body: T
  /** Whether a plain HTML form sent the body. */
  isForm: boolean
  caller: C
  userAgent: string | null
  /** Whether a page of another website sent it, which only operations with `cors` let through. */
  isCrossOrigin: boolean
}

/** What the schema of a body makes of it. */
type Parsed<B> = B extends Schema ? z.output<B> : undefined

/** How a body becomes what `handle` gets, where that takes more than its schema. Throws like the schema. */
type Parsing<B, P, T> = B extends FileBody
  ? { parse: (file: RawBody) => T | Promise<T> }
  : B extends Schema
    ? { parse?: (value: unknown, params: P, isForm: boolean) => T | Promise<T> }
    : { parse?: never }

type Handling<C, P, T> = {
  handle: (context: Context<P, T, C>) => Promise<Response>
  /** The response for a browser that posted a plain form, instead of an error body. */
  onFormError?: (
    error: AppError,
    context: { params: P; query: URLSearchParams; values: unknown },
  ) => Response
}

/** The same whatever its types are. */
type AnyHandling = Handling<Callers[Access], Params, unknown> & {
  parse?: (value: unknown, params: Params, isForm: boolean) => unknown
}

/**
 * Handles an operation of the API (lib/api), or what only pages send, by its terms. The path of every
 * request (WIRE §1, "Order of checks"): cross-site, body size and syntax, the client's limit,
 * authentication, permission, the person's write limit, content type, schema, then `handle`. It has the
 * only `catch`.
 */
export function route<
  A extends Access,
  K extends string = never,
  B extends Schema | FileBody | undefined = undefined,
  T = Parsed<B>,
>(
  terms: Terms<A, B> & { params?: Readonly<Record<K, PathParameter>> },
  handling: Handling<Callers[A], Record<K, string>, T> & Parsing<B, Record<K, string>, T>,
): Handler<Record<K, string>> {
  // Callers are held to the types above; inside, those of the body are not known.
  return handlerOf(terms, handling as AnyHandling)
}

function handlerOf(terms: Terms, handling: AnyHandling): Handler<Params> {
  const { bodyLimit = BODY_LIMIT, maxKeys, body } = terms
  const raw = isFileBody(body) ? body.types : undefined
  const walk: Handler<Params> = async (request, { params }) => {
    const origin = terms.cors ? await listedOrigin(request.headers) : null
    const isCrossOrigin = origin !== null
    try {
      const isWrite = request.method !== 'GET' && request.method !== 'HEAD'
      if (isWrite) requireSameSite(request.headers, isCrossOrigin)
      const sent = isWrite ? await readBody(request, bodyLimit, { maxKeys, raw }) : null
      const asked = { request, params: await params, isCrossOrigin }
      const response = await answer(terms, handling, asked, sent)
      return allowReading(response, origin)
    } catch (error) {
      const seen = toAppError(error, request.method)
      note(terms, seen.name)
      return allowReading(errorResponse(seen, request), origin)
    }
  }
  const handle: Handler<Params> = (request, context) =>
    withRequestContext(request.headers, () => walk(request, context))
  return Object.assign(handle, { bodyLimit, terms })
}

type Asked = Pick<Context<Params, unknown, unknown>, 'request' | 'params' | 'isCrossOrigin'>

async function answer(
  terms: Terms,
  { parse, handle, onFormError }: AnyHandling,
  asked: Asked,
  sent: Body | null,
): Promise<Response> {
  const { params } = asked
  const { url, headers, method } = asked.request
  const isForm = sent?.type === 'form' && terms.takesForm === true
  const basis = { ...asked, query: new URL(url).searchParams, isForm }
  const authenticate = () => guards[terms.access](headers)
  try {
    if (terms.limit) await requireWithin(terms.limit)
    const caller = await authenticate()
    if (caller && sent) await countWrite(caller, terms.endsAccess)
    const value = taken(terms.body, sent, isForm)
    const body = parse ? await parse(value, params, isForm) : checked(terms.body, value)
    const response = await handle({ ...basis, caller, body, userAgent: headers.get('user-agent') })
    note(terms, 'ok')
    return response
  } catch (error) {
    const seen = await asSeenNow(error, authenticate)
    if (!isForm || !onFormError) throw seen
    const reported = toAppError(seen, method)
    note(terms, reported.name)
    return onFormError(reported, { params, query: basis.query, values: sent?.value })
  }
}

/** Tells the metrics how an operation ended. */
function note(terms: Terms | Operation, result: 'ok' | ErrorName): void {
  if ('id' in terms) measures()?.answered(terms.id, result)
}

/** A body of a type that is taken. Throws `ContentTypeError` for any other. */
function taken(body: Terms['body'], sent: Body | null, isForm: boolean): unknown {
  if (body === undefined) return undefined
  if (!isFileBody(body)) {
    if (sent?.type !== 'json' && !isForm) throw new AppError('ContentTypeError')
    return sent?.value
  }
  if (sent?.type === 'raw') return sent.value
  const message = `Send the body as ${body.types.join(' or ')}.`
  throw new AppError('ContentTypeError', { message })
}

function checked(body: Terms['body'], value: unknown): unknown {
  return body === undefined || isFileBody(body) ? undefined : parseBody(body, value)
}

/** A JSON response; the API is never cached. */
export function json(data: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(data, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

/** An empty 200. */
export function empty(): Response {
  return new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * All exports of a route file: its handlers, HEAD if there is a GET, and 405 with `Allow` otherwise. OPTIONS
 * answers preflights too.
 */
export function methods<P extends Params>(handlers: Partial<Record<Method, Handler<P>>>) {
  const { GET, POST, PUT, DELETE } = handlers
  const names = [GET && 'GET', GET && 'HEAD', POST && 'POST', PUT && 'PUT', DELETE && 'DELETE']
  const allow = names.filter((name) => name !== undefined).join(', ')
  const refuse: Handler<P> = async (request) =>
    errorResponse(new AppError('MethodNotAllowedError', { headers: { allow } }), request)
  const head: Handler<P> = async (request, context) => {
    const { status, headers } = await (GET ?? refuse)(request, context)
    return new Response(null, { status, headers })
  }
  const crossing = Object.entries(handlers).filter(([, handler]) => handler.terms?.cors)
  const crossingNames = crossing.map(([name]) => name)
  const options: Handler<P> = async (request) => {
    const preflight = await preflightHeaders(request, crossingNames)
    return new Response(null, { status: 204, headers: { allow, ...preflight } })
  }
  return {
    GET: GET ?? refuse,
    HEAD: head,
    POST: POST ?? refuse,
    PUT: PUT ?? refuse,
    PATCH: refuse,
    DELETE: DELETE ?? refuse,
    OPTIONS: options,
  }
}
