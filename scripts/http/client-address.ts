import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

/**
 * Finds who sent a request, when `hops` proxies of the operator stand in front.
 *
 * Each proxy appends the address it saw to `X-Forwarded-For`, so the chain ends with what the last
 * ones wrote and the peer itself; further left anybody could have written anything.
 * @param forwarded the header as it came in
 * @param peer the address of the socket
 * @returns an IP address; with 0 hops always the peer's
 */
export function clientAddress(forwarded: string | undefined, peer: string, hops: number): string {
  const listed = (forwarded ?? '').split(',').map((entry) => entry.trim())
  const chain = [...listed.filter(Boolean), peer]
  const named = chain[Math.max(0, chain.length - 1 - hops)] ?? peer
  return toAddress(named) ?? toAddress(peer) ?? 'unknown'
}

/** Some proxies add a port; a socket that takes IPv6 shows IPv4 peers as `::ffff:192.0.2.1`. */
function toAddress(text: string): string | null {
  const bare = text
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(bare) ? bare : null
}

const forwardingHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
]

/** With these Next and proxy.ts talk to pages; from outside they could skip checks or claim another path. */
const nextHeaders =
  /^(x-foyer-|x-middleware-|x-invoke-|x-now-|x-matched-path$|x-nextjs-data$|x-prerender-|x-next-|next-(action|resume)$)/

/** Removes what only a proxy or Next itself may say, and puts the client's address there instead. */
export function cleanHeaders(headers: IncomingHttpHeaders, peer: string, hops: number): void {
  const forwarded = headers['x-forwarded-for']
  const address = clientAddress(String(forwarded ?? ''), peer, hops)
  for (const name of Object.keys(headers)) {
    if (forwardingHeaders.includes(name) || nextHeaders.test(name)) delete headers[name]
  }
  headers['x-forwarded-for'] = address
}
