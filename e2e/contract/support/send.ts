import { request } from 'node:http'

export type Credential = { authorization?: string; cookie?: string }

export type Options = {
  /** A JSON body, sent as application/json. */
  body?: unknown
  /** A body as it is; say its type in `headers`. */
  raw?: string | Buffer
  as?: Credential
  headers?: Record<string, string>
  /** Whether to send the body in chunks, its length not declared. */
  chunked?: boolean
  /** Another server than that of the run. */
  base?: string
}

export type Answer = {
  status: number
  /** Lower-case names; several `Set-Cookie` are joined by line breaks. */
  headers: Map<string, string>
  text: string
}

/** The address of the app that the whole run talks to. */
export function appUrl(): string {
  const { E2E_URL } = process.env
  if (!E2E_URL) throw new Error('E2E_URL is set by e2e/global-setup.ts.')
  return E2E_URL
}

function bodyOf({ body, raw }: Options): { bytes?: Buffer; type?: string } {
  if (raw !== undefined) return { bytes: Buffer.from(raw) }
  if (body === undefined) return {}
  return { bytes: Buffer.from(JSON.stringify(body)), type: 'application/json' }
}

/**
 * One request over HTTP. Not `fetch`: that would mend paths, refuse TRACE and forbid Host. The path
 * goes out as it is.
 */
export function send(method: string, path: string, options: Options = {}): Promise<Answer> {
  const { bytes, type } = bodyOf(options)
  const { hostname, port } = new URL(options.base ?? appUrl())
  const headers = {
    ...(type && { 'content-type': type }),
    ...(bytes && !options.chunked && { 'content-length': String(bytes.length) }),
    ...options.as,
    ...options.headers,
  }
  return new Promise((resolve, reject) => {
    const out = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        // A stream does not end by itself.
        if (response.headers['content-type'] === 'text/event-stream') response.destroy()
      })
      response.on('error', reject)
      response.on('close', () => {
        const entries = Object.entries(response.headers).map(([name, value]): [string, string] => [
          name,
          Array.isArray(value) ? value.join('\n') : String(value),
        ])
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: new Map(entries), text })
      })
    })
    out.on('error', reject)
    out.end(bytes)
  })
}
