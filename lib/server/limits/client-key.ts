import { isIPv6 } from 'node:net'
import { requestContext } from '@/lib/server/runtime/request-context'

/**
 * The identity of a client for limits: an IPv4 address, or the /64 of an IPv6 address, since one
 * customer has at least that range. server/http determined the address (TRUST_PROXY_HOPS).
 */
export function clientKey(): string {
  const { address } = requestContext()
  if (address === null) return 'unknown'
  return isIPv6(address) ? network64(address) : address
}

function network64(address: string): string {
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const left = groupsOf(head)
  const right = groupsOf(tail ?? '')
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => 0)
  const network = [...left, ...zeros, ...right].slice(0, 4)
  return `${network.map((group) => group.toString(16)).join(':')}::/64`
}

function groupsOf(text: string): number[] {
  // An IPv4 address at the end takes two groups, both in the second half.
  const plain = text.replace(/[\d.]*\.\d+$/, '0:0')
  return plain === '' ? [] : plain.split(':').map((group) => Number.parseInt(group, 16))
}
