import { BlockList, isIP } from 'node:net'

const blocks = { 4: 32, 6: 128 } as const

/** Loopback, private and link-local addresses (RFC 6890, RFC 1918, RFC 4193). */
export const privateRanges = [
  ...['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16'],
  ...['::1', 'fc00::/7', 'fe80::/10'],
]

/** An address, or a range of them such as `10.0.0.0/8`: null for anything else. */
function parseRange(text: string) {
  const [, address = '', size] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const version = isIP(address)
  if ((version !== 4 && version !== 6) || address.includes('%')) return null
  const bits = size === undefined ? blocks[version] : Number(size)
  return bits <= blocks[version] ? { address, bits, family: familyOf(version) } : null
}

function familyOf(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6'
}

export function isRange(text: string): boolean {
  return parseRange(text) !== null
}

/**
 * Whether an address, as `node:net` writes it, is in one of the ranges.
 * @param ranges each of which `isRange`
 */
export function addressesIn(ranges: string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const parsed = parseRange(range)
    if (parsed) list.addSubnet(parsed.address, parsed.bits, parsed.family)
  }
  return (address) => {
    const version = isIP(address)
    return version !== 0 && list.check(address, familyOf(version))
  }
}
