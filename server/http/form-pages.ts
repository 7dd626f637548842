import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gunzipSync, gzip } from 'node:zlib'
import Negotiator from 'negotiator'
import { chooseLocale, chooseTheme } from '@/i18n/preferences'
import { cookieName, readCookie } from '@/lib/server/auth/sessions'
import { HOUR, MINUTE, now } from '@/lib/server/runtime/clock'
import { lastSettings } from '@/lib/server/settings/settings'
import { findLink } from '@/lib/server/signup-tokens/signup-tokens'
import { inviteState } from '@/lib/signup-token-state'
import { nonceOf } from './security-headers'
import type { Handler } from './server'

const compress = promisify(gzip)

/** Some 40 kB each. */
const MOST = 100

const path = /^\/invite\/([\w-]{32})$/

const formKey = /name="formKey" value="([\w-]{36})"/

/** A page as Next rendered it, with what was written for that one request. */
type Page = { html: string; headers: [string, string][]; nonce: string; formKey: string }

/** What each answer says for itself. */
const perAnswer = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'transfer-encoding',
])

/**
 * Answers the form page of an open link from what Next rendered for somebody else, as long as nothing
 * that it shows has changed: the link, by one statement for each request, the settings, the language,
 * the theme, and the minute. Everything else goes to `next` (docs/decisions/0053).
 */
export function withFormPages(next: Handler): Handler {
  const pages = new Map<string, Page>()
  return async (request, response) => {
    // A database that is away is for the page to tell.
    const key = await keyOf(request).catch(() => null)
    if (key === null) return await next(request, response)
    const page = pages.get(key)
    if (page) return await send(request, response, page)
    record(request, response, (rendered) => {
      const [oldest] = pages.keys()
      if (pages.size >= MOST && oldest !== undefined) pages.delete(oldest)
      pages.set(key, rendered)
    })
    await next(request, response)
  }
}

/** All that the page of a request depends on, or null where it is not the form of an open link. */
async function keyOf({ method, url = '', headers }: IncomingMessage): Promise<string | null> {
  const token = path.exec(url)?.[1]
  if (method !== 'GET' || token === undefined || headers.rsc !== undefined) return null
  if (readCookie(headers.cookie ?? null, cookieName()) !== null) return null
  const [link, settings] = await Promise.all([findLink(token), lastSettings()])
  const at = now()
  // In its last hour a page counts minutes and seconds.
  const lasts = link && link.expiresAt.getTime() - at.getTime() > HOUR
  if (!lasts || inviteState(link, at) !== 'open') return null
  const asked = { url: `http://localhost${url}`, headers: preferencesIn(headers) }
  const chosen = [chooseLocale(asked, settings.languages), chooseTheme(asked)]
  return JSON.stringify([token, link, settings, chosen, Math.floor(at.getTime() / MINUTE)])
}

function preferencesIn({ cookie = '', ...headers }: IncomingMessage['headers']): Headers {
  return new Headers({ cookie, 'accept-language': headers['accept-language'] ?? '' })
}

/** Hands over the page that an answer turns out to be, unless it is no form or breaks off. */
function record(
  { headers }: IncomingMessage,
  response: ServerResponse,
  keep: (page: Page) => void,
): void {
  const chunks: Buffer[] = []
  const tap = <T extends (...args: never[]) => unknown>(write: T) =>
    new Proxy(write, {
      apply(target, self, args) {
        const [chunk] = args
        if (typeof chunk === 'string' || chunk instanceof Uint8Array)
          chunks.push(Buffer.from(chunk))
        return Reflect.apply(target, self, args)
      },
    })
  response.write = tap(response.write)
  response.end = tap(response.end)
  response.once('finish', () => {
    if (response.statusCode !== 200 || response.hasHeader('set-cookie')) return
    const body = Buffer.concat(chunks)
    const html = (
      response.getHeader('content-encoding') === 'gzip' ? gunzipSync(body) : body
    ).toString()
    const [nonce, key] = [nonceOf(headers), formKey.exec(html)?.[1]]
    if (nonce === undefined || key === undefined) return
    const kept = Object.entries(response.getHeaders()).filter(([name]) => !perAnswer.has(name))
    const texts = kept.map(([name, value]): [string, string] => [name, String(value)])
    keep({ html, headers: texts, nonce, formKey: key })
  })
}

/** As Next would send it: with a nonce and a form key of its own, compressed for whoever takes gzip. */
async function send(
  { headers }: IncomingMessage,
  response: ServerResponse,
  page: Page,
): Promise<void> {
  const fresh = (text: string) => text.replaceAll(page.nonce, nonceOf(headers) ?? '')
  const html = fresh(page.html).replaceAll(page.formKey, randomUUID())
  for (const [name, value] of page.headers) response.setHeader(name, fresh(value))
  const takesGzip = new Negotiator({ headers }).encoding(['gzip', 'identity']) === 'gzip'
  if (takesGzip) response.setHeader('content-encoding', 'gzip')
  const body = takesGzip ? await compress(html) : Buffer.from(html)
  response.setHeader('content-length', body.byteLength)
  response.end(body)
}
