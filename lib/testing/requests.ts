type Options = {
  body?: unknown
  cookie?: string
  authorization?: string
  headers?: Record<string, string>
}

/** A request as a program sends it: a JSON body where one is given. */
export function request(method: string, path: string, options: Options = {}): Request {
  const headers = new Headers(options.headers)
  if (options.cookie) headers.set('cookie', options.cookie)
  if (options.authorization) headers.set('authorization', options.authorization)
  const init: RequestInit = { method, headers }
  if (options.body !== undefined) {
    if (!headers.has('content-type')) headers.set('content-type', 'application/json')
    init.body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body)
  }
  return new Request(`https://foyer.test${path}`, init)
}

/** The path's parameters as Next hands them to a handler. */
export function params<P>(values: P): { params: Promise<P> } {
  return { params: Promise.resolve(values) }
}
