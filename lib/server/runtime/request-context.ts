import { AsyncLocalStorage } from 'node:async_hooks'

/** Network address and browser of a request, for its events. */
type Origin = { address: string | null; userAgent: string | null }

type Context = Origin & { requestId: string | null }

const nowhere: Context = { address: null, userAgent: null, requestId: null }
const storage = new AsyncLocalStorage<Context>()

// Line breaks, other control characters (ANSI codes begin with one) and text direction marks.
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Makes untrusted text a single line that is harmless in a terminal (ASVS 16.4.1). */
export function escapeControls(text: string): string {
  return text.replace(
    unprintable,
    (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
}

/**
 * Runs the work of one request so that its events get the request context without an argument through
 * every function. server/http determined the address and set the header.
 */
export function withRequestContext<T>(headers: Headers, work: () => Promise<T>): Promise<T> {
  const read = (name: string, most: number) => {
    const value = headers.get(name)
    return value === null ? null : escapeControls(value.slice(0, most)).slice(0, most)
  }
  const context = {
    address: read('x-forwarded-for', 64),
    userAgent: read('user-agent', 255),
    requestId: read('x-request-id', 64),
  }
  return storage.run(context, work)
}

/** Runs work of the front server so that lines of the log have the id of the request. */
export function withRequestId<T>(requestId: string, work: () => Promise<T>): Promise<T> {
  return storage.run({ ...nowhere, requestId }, work)
}

/** Where the current request comes from; empty if the app acts by itself. */
export function requestContext(): Origin {
  const { address, userAgent } = storage.getStore() ?? nowhere
  return { address, userAgent }
}

/** The id of the current request, or null if the app acts by itself. */
export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null
}
