import { type Client, createClient, type Schemas } from '@/client/client'
import { readToken, readUrl } from './credentials'
import { RefusedError } from './errors'
import type { Options } from './options'

type Outcome<T> =
  | { data: T; error?: never; response: Response }
  | { data?: never; error: unknown; response: Response }

export type Connection = {
  client: Client
  /** What a call of the client resolves to, or a `RefusedError` that says why there is nothing. */
  ask: <T>(call: Promise<Outcome<T>>) => Promise<T>
}

/** The Foyer that the options and the environment name. Nothing is sent yet. */
export async function connect(options: Options, env: NodeJS.ProcessEnv): Promise<Connection> {
  const url = readUrl(options, env)
  const client = createClient({ url, token: await readToken(options, env) })
  return { client, ask: async (call) => await unwrap(url, call) }
}

async function unwrap<T>(url: string, call: Promise<Outcome<T>>): Promise<T> {
  const outcome = await call.catch((error: unknown) => {
    throw unreachable(url, error)
  })
  if (outcome.response.ok && outcome.error === undefined) return outcome.data as T
  throw refused(url, outcome.response, outcome.error)
}

const reasons: Partial<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name cannot be resolved',
  ECONNRESET: 'the connection was closed',
  UND_ERR_SOCKET: 'the connection was closed',
  TimeoutError: 'it did not answer in time',
}

function unreachable(url: string, error: unknown): RefusedError {
  if (error instanceof SyntaxError) return foreign(url, 'something else than JSON')
  const causes = [error, error instanceof Error ? error.cause : null]
  const names = causes.flatMap((cause) =>
    cause instanceof Error ? ['code' in cause ? String(cause.code) : '', cause.name] : [],
  )
  const known = names.flatMap((name) => reasons[name] ?? [])
  const reason = known[0] ?? names.find((name) => /^[A-Z_]{4,}$/.test(name)) ?? 'no connection'
  const lines = ['Is Foyer running, and is this its address? Set FOYER_URL or --url.']
  return new RefusedError(`Foyer cannot be reached at ${url}: ${reason}.`, { lines })
}

function foreign(url: string, what: string): RefusedError {
  return new RefusedError(`${url} answers with ${what}. Is this the address of Foyer?`)
}

type ErrorBody = Schemas['errorSchema']

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'message' in body && 'details' in body
}

function refused(url: string, response: Response, body: unknown): RefusedError {
  const { status, headers } = response
  const place = headers.get('location')
  if (status >= 300 && status < 400 && place) {
    return new RefusedError(`${url} leads to ${place}. Use that address.`)
  }
  if (!isErrorBody(body)) return foreign(url, `status ${status}`)
  const { name: code, message, details } = body
  const wait = headers.get('retry-after')
  const lines = [
    ...details.map((detail) => `${detail.path}: ${detail.message}`),
    ...(wait === null ? [] : [`Try again in ${wait} seconds.`]),
  ]
  return new RefusedError(`${message} (${status} ${code})`, {
    lines,
    code,
    paths: details.map(({ path }) => path),
  })
}
