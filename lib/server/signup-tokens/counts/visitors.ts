import type { IncomingHttpHeaders } from 'node:http'
import { getEnv } from '@/lib/server/runtime/env'

/** How every browser begins its name; of programs only those that pretend to be one do. */
const browser = /^(?:Mozilla|Opera)\//

/**
 * Programs among them: crawlers, previews of chats, scanners of mail. (A Cubot is a phone.) This is the one
 * place that knows them; the list of a library would be asked here.
 */
const program =
  /(?<!cu)bot|crawl|spider|slurp|scan|preview|headless|lighthouse|https?:\/\/|facebookexternalhit|whatsapp|embedly|iframely|vkshare|ms-office|google-/i

/** Whether a request comes from the browser of a person, as far as its name says. */
export function isPerson(userAgent: string | null | undefined): boolean {
  const name = userAgent ?? ''
  return browser.test(name) && !program.test(name)
}

/**
 * Whether a person opens a page, by the headers of the request: not a program, not a browser that fetches
 * ahead, and not somebody who comes from a page of ours, such as one that changes the language.
 */
export function isOpening(headers: IncomingHttpHeaders): boolean {
  const ahead = [headers['sec-purpose'], headers.purpose, headers['x-moz']].join(' ')
  return (
    !/pre(?:fetch|render|view)/i.test(ahead) &&
    isFromOutside(headers) &&
    isDocument(headers) &&
    isPerson(headers['user-agent'])
  )
}

function isFromOutside(headers: IncomingHttpHeaders): boolean {
  const isOwn = headers.referer?.startsWith(`${getEnv().publicUrl}/`) === true
  return !isOwn && headers['sec-fetch-site'] !== 'same-origin'
}

/** Browsers say what they fetch wherever the connection is safe; few programs do. */
function isDocument(headers: IncomingHttpHeaders): boolean {
  const wanted = headers['sec-fetch-dest']
  return wanted === undefined ? getEnv().publicUrl.startsWith('http:') : wanted === 'document'
}
