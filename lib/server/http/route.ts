import { AppError } from '@/lib/errors'
import {
  type Caller,
  type Person,
  requireCaller,
  requirePermission,
  requirePerson,
  requireSession,
} from '@/lib/server/auth/auth'
import { countWrite } from '@/lib/server/limits/caller-limits'
import { type ClientLimit, requireWithin } from '@/lib/server/limits/rate-limit'
import { withRequestContext } from '@/lib/server/runtime/request-context'
import { BODY_LIMIT, type Body, readBody } from './body'
import { requireSameSite } from './cross-site'
import { asSeenNow, errorResponse, toAppError } from './error-response'

type Params = Record<string, string>

/** A route handler, as Next and tests call it. */
export type Handler<P extends Params> = {
  (request: Request, context: { params: Promise<P> }): Promise<Response>
  /** The body limit in bytes for code that reads the body earlier; `BODY_LIMIT` by default. */
  bodyLimit?: number
}

/**
 * Who may call: anybody; any signed-in caller; a person; a person in a browser; an administrator or an
 * admin API token.
 */
type Callers = { public: null; caller: Caller; person: Person; session: Person; admin: Caller }

type Context<P, B, C> = {
  request: Request
  params: P
  query: URLSearchParams
  body: B
  /** Whether a plain HTML form sent the body. */
  isForm: boolean
  caller: C
  userAgent: string | null
}

type Spec<A extends keyof Callers, P extends Params, B> = {
  access: A
  /** The limit that counts these requests per client. */
  limit?: ClientLimit
  /** Whether the change ends access: then it is limited per session, not with the person's other changes. */
  endsAccess?: boolean
  /** Maximum body size in bytes, after inflating, inclusive; nothing buffers more. Default: `BODY_LIMIT`. */
  bodyLimit?: number
  /** Converts the body for `handle`, or throws. Without it no body is needed. */
  parse?: (value: unknown, params: P, isForm: boolean) => B | Promise<B>
  /** Maximum number of fields in a body, if more than `KEYS_MAX`. */
  maxKeys?: number
  /** Whether the body may also be an HTML form. */
  takesForm?: boolean
  handle: (context: Context<P, B, Callers[A]>) => Promise<Response>
  /** The response for a browser that posted a plain form, instead of an error body. */
  onFormError?: (
    error: AppError,
    context: { params: P; query: URLSearchParams; values: unknown },
  ) => Response
}

const guards: { [A in keyof Callers]: (headers: Headers) => Promise<Callers[A]> } = {
  public: async () => null,
  caller: requireCaller,
  person: requirePerson,
  session: requireSession,
  admin: async (headers) => {
    const caller = await requireCaller(headers)
    requirePermission(caller, 'ADMIN')
    return caller
  },
}

/**
 * The path of every request (WIRE §1, "Order of checks"): cross-site, body size and syntax, the
 * client's limit, authentication, permission, the person's write limit, content type, schema, then the
 * handler. It has the only `catch`.
 */
export function route<A extends keyof Callers, P extends Params, B = undefined>(
  spec: Spec<A, P, B>,
): Handler<P> {
  const { bodyLimit = BODY_LIMIT } = spec
  const walk: Handler<P> = async (request, { params }) => {
    try {
      const isWrite = request.method !== 'GET' && request.method !== 'HEAD'
      if (isWrite) requireSameSite(request.headers)
      const sent = isWrite ? await readBody(request, bodyLimit, spec.maxKeys) : null
      return await answer(spec, request, await params, sent)
    } catch (error) {
      return errorResponse(toAppError(error, request.method), request)
    }
  }
  const handle: Handler<P> = (request, context) =>
    withRequestContext(request.headers, () => walk(request, context))
  return Object.assign(handle, { bodyLimit })
}

async function answer<A extends keyof Callers, P extends Params, B>(
  spec: Spec<A, P, B>,
  request: Request,
  params: P,
  sent: Body | null,
): Promise<Response> {
  const { parse, onFormError } = spec
  const { url, headers, method } = request
  const isForm = sent?.type === 'form' && spec.takesForm === true
  const basis = { request, params, query: new URL(url).searchParams, isForm }
  const authenticate = () => guards[spec.access](headers)
  try {
    if (spec.limit) await requireWithin(spec.limit)
    const caller = await authenticate()
    if (caller && sent) await countWrite(caller, spec.endsAccess)
    if (parse && sent?.type !== 'json' && !isForm) throw new AppError('ContentTypeError')
    // `parse` is set exactly if B is not undefined.
    const body = (await parse?.(sent?.value, params, isForm)) as B
    return await spec.handle({ ...basis, caller, body, userAgent: headers.get('user-agent') })
  } catch (error) {
    const seen = await asSeenNow(error, authenticate)
    if (!isForm || !onFormError) throw seen
    const { query } = basis
    return onFormError(toAppError(seen, method), { params, query, values: sent?.value })
  }
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

/** All exports of a route file: its handlers, HEAD if there is a GET, and 405 with `Allow` otherwise. */
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
  const options: Handler<P> = async () => new Response(null, { status: 204, headers: { allow } })
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
