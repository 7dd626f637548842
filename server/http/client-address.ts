import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

export type Trust = {
  /** How many proxies of the operator stand in front: TRUST_PROXY_HOPS. */
  hops: number
  /** Whether an address is that of one of them: TRUST_PROXY_FROM. */
  isProxy: (address: string) => boolean
}

/**
 * Finds who sent a request, where proxies of the operator stand in front.
 *
 * Each proxy appends the address it saw to `X-Forwarded-For`, so the chain ends with what the last
 * ones wrote and the peer itself; further left anybody could have written anything. So it is read from
 * the right, and believed as long as whoever wrote is a proxy, and hops are left.
 * @param forwarded the header as it came in
 * @param peer the address of the socket
 * @returns an IP address; with 0 hops, and from whoever is no proxy, the peer's
 */
export function clientAddress(
  forwarded: string | undefined,
  peer: string,
  { hops, isProxy }: Trust,
): string {
  let client = toAddress(peer) ?? 'unknown'
  const named = (forwarded ?? '').split(',').filter((entry) => entry.trim() !== '')
  for (let left = hops; left > 0 && isProxy(client); left -= 1) {
    const before = toAddress(named.pop()?.trim() ?? '')
    if (before === null) return client
    client = before
  }
  return client
}

/**
 * Some proxies add a port; a socket that takes IPv6 shows IPv4 peers as `::ffff:192.0.2.1`, and
 * link-local ones with their interface.
 */
function toAddress(text: string): string | null {
  const bare = text
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
    .replace(/%.*$/, '')
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
export function cleanHeaders(headers: IncomingHttpHeaders, peer: string, trust: Trust): void {
  const forwarded = headers['x-forwarded-for']
  const address = clientAddress(String(forwarded ?? ''), peer, trust)
  for (const name of Object.keys(headers)) {
    if (forwardingHeaders.includes(name) || nextHeaders.test(name)) delete headers[name]
  }
  headers['x-forwarded-for'] = address
}
