import createFetchClient from 'openapi-fetch'
import type { components, paths } from './api'

export type Options = {
  /** Where Foyer is, such as `https://join.example.org`; a path in front of it is kept. */
  url: string
  /** An admin or personal API token. Without one, only what everybody may call answers. */
  token?: string
  /** How long a call may take, in seconds; 60 if nothing else is said. */
  timeout?: number
}

/** The schemas of the API by name, such as `Schemas['publicSignupTokenSchema']`. */
export type Schemas = components['schemas']

/**
 * A client of Foyer's API. Each call is a method and a path of the description, and resolves to `data` or
 * `error`, both typed, and `response`. It rejects only where there was no response.
 */
export function createClient({ url, token, timeout = 60 }: Options) {
  return createFetchClient<paths, 'application/json'>({
    baseUrl: url,
    headers: { accept: 'application/json', ...(token !== undefined && { authorization: token }) },
    // A POST that follows a redirect becomes a GET, and the token may not go to another host.
    redirect: 'manual',
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(timeout * 1000) }),
  })
}

export type Client = ReturnType<typeof createClient>
