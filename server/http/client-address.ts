import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

export type Trust = {
  /** Number of the operator's proxies in front: TRUST_PROXY_HOPS. */
  hops: number
  /** Whether an address belongs to one of them: TRUST_PROXY_FROM. */
  isProxy: (address: string) => boolean
}

/**
 * Finds the address of the client behind the operator's proxies.
 *
 * Each proxy appends the address it saw to `X-Forwarded-For`, so the chain ends with the entries of the
 * last proxies and the peer itself; anybody could have written what is further left. So the chain is
 * read from the right, and an entry is trusted if a listed proxy wrote it and hops are left.
 * @param forwarded the header as received
 * @param peer the address of the socket
 * @returns an IP address; with 0 hops, and if the peer is not a proxy, the peer's
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
 * The plain address; null if it is none. Some proxies add a port. An IPv6 socket shows IPv4 peers as
 * `::ffff:192.0.2.1`, and link-local peers with their interface.
 */
export function toAddress(text: string): string | null {
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

/** Next and proxy.ts use these internally; from outside they could skip checks or claim another path. */
const nextHeaders =
  /^(x-foyer-|x-middleware-|x-invoke-|x-now-|x-matched-path$|x-nextjs-data$|x-prerender-|x-next-|next-(action|resume)$)/

/** Removes headers that only a proxy or Next itself may set, and sets the client's address. */
export function cleanHeaders(headers: IncomingHttpHeaders, peer: string, trust: Trust): void {
  const forwarded = headers['x-forwarded-for']
  const address = clientAddress(String(forwarded ?? ''), peer, trust)
  for (const name of Object.keys(headers)) {
    if (forwardingHeaders.includes(name) || nextHeaders.test(name)) delete headers[name]
  }
  headers['x-forwarded-for'] = address
}
