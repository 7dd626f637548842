import { type Access, isFileBody, type Operation } from '@/lib/api/operation'

/** What a sample sends. Secrets are in environment variables, never in it. */
export type SampleRequest = {
  method: string
  url: string
  /** The variable with the secret that is sent, and the header that it goes into. */
  credential: { header: string; prefix: string; variable: string } | null
  /** A JSON body. */
  body?: unknown
  /** A file in place of a JSON body. */
  file?: { name: string }
  contentType: string | null
  /** Whether the answer is a redirect, which must not be followed. */
  redirects: boolean
  /** Whether the answer lasts as long as the connection. */
  streams: boolean
}

/** An operation's path with the examples of its parameters. */
function examplePath({ path, params = {} }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]?.example))
}

/** The parameters that a query needs to have, with their examples. */
function exampleQuery({ query = {} }: Operation): string {
  const needed = Object.entries(query).filter(([, { required }]) => required)
  const values = needed.map(([key, { name = key, example }]) => [name, String(example)])
  return values.length > 0 ? `?${new URLSearchParams(values)}` : ''
}

/**
 * The request that the samples of an operation send: its example.
 * @param origin of this instance
 * @param cookie the name of the session cookie
 */
export function requestOf(operation: Operation, origin: string, cookie: string): SampleRequest {
  const { method, access, body, example, success } = operation
  const fileType = isFileBody(body) ? (body.types[0] ?? null) : null
  const sent = example?.body
  return {
    method,
    url: `${origin}${examplePath(operation)}${exampleQuery(operation)}`,
    credential: credentials(cookie)[access],
    ...(sent !== undefined && { body: sent }),
    ...(fileType !== null && { file: { name: 'logo.png' } }),
    contentType: sent === undefined ? fileType : 'application/json',
    redirects: success.status >= 300,
    streams: success.media?.type === 'text/event-stream',
  }
}

function credentials(cookie: string): Record<Access, SampleRequest['credential']> {
  const token = { header: 'Authorization', prefix: '', variable: 'FOYER_TOKEN' }
  const session = { header: 'Cookie', prefix: `${cookie}=`, variable: 'FOYER_SESSION' }
  return { static: null, public: null, caller: token, person: token, session, admin: token }
}

/** JSON as samples show it. */
export const pretty = (value: unknown) => JSON.stringify(value, null, 2)
