import { expect, test } from 'vitest'
import { addressesIn, privateRanges } from '@/lib/server/runtime/address-list'
import { clientAddress as find } from './client-address'

// CHECKLIST 28

const chain = '192.0.2.1, 192.0.2.2'

function clientAddress(
  forwarded: string | undefined,
  peer: string,
  hops: number,
  from = [...privateRanges, '192.0.2.0/24'],
) {
  return find(forwarded, peer, { hops, isProxy: addressesIn(from) })
}

test.each([
  [0, '192.0.2.3'],
  [1, '192.0.2.2'],
  [2, '192.0.2.1'],
  // More hops than entries: the client bypassed the proxies. The first entry is all there is.
  [3, '192.0.2.1'],
])('with %i hops the client is %s', (hops, client) => {
  expect(clientAddress(chain, '192.0.2.3', hops)).toBe(client)
})

test('without the header it is the peer', () => {
  expect(clientAddress(undefined, '192.0.2.3', 2)).toBe('192.0.2.3')
  expect(clientAddress(' , ', '192.0.2.3', 2)).toBe('192.0.2.3')
})

test('ports, brackets and the IPv6 form of IPv4 are removed', () => {
  expect(clientAddress('[2001:db8::1]:443', '::1', 1)).toBe('2001:db8::1')
  expect(clientAddress('192.0.2.1:5000', '::1', 1)).toBe('192.0.2.1')
  expect(clientAddress('', '::ffff:192.0.2.3', 0)).toBe('192.0.2.3')
})

test('an invalid address is ignored', () => {
  expect(clientAddress('<script>', '192.0.2.3', 1)).toBe('192.0.2.3')
  expect(clientAddress('unknown', '192.0.2.3', 1)).toBe('192.0.2.3')
})

// ATTACK 8
test('a peer that is not a trusted proxy counts by the address of its socket', () => {
  for (const peer of ['198.51.100.7', '2001:db8::7', '11.0.0.1', '172.32.0.1', 'fec0::1']) {
    expect(clientAddress(chain, peer, 1, privateRanges)).toBe(peer)
  }
  expect(clientAddress(chain, '::ffff:198.51.100.7', 1, privateRanges)).toBe('198.51.100.7')
})

test('loopback, private and link-local peers are trusted, also with IPv6 and IPv4 in IPv6', () => {
  const near = ['127.8.9.1', '10.1.2.3', '172.31.0.1', '192.168.9.9', '169.254.1.1', '::1']
  for (const peer of [...near, 'fd12::1', 'fe80::1%eth0', '::ffff:10.1.2.3']) {
    expect([peer, clientAddress(chain, peer, 1, privateRanges)]).toEqual([peer, '192.0.2.2'])
  }
})

test('with several hops each has to be a trusted proxy, starting with the last one', () => {
  const from = ['10.0.0.0/8', '192.0.2.2']
  expect(clientAddress(chain, '10.0.0.1', 2, from)).toBe('192.0.2.1')
  expect(clientAddress('192.0.2.1, 192.0.2.9', '10.0.0.1', 2, from)).toBe('192.0.2.9')
  expect(clientAddress(chain, '192.0.2.9', 2, from)).toBe('192.0.2.9')
})
