import { expect, test } from 'vitest'
import { clientAddress } from './client-address'

// CHECKLIST 28

const chain = '192.0.2.1, 192.0.2.2'

test.each([
  [0, '192.0.2.3'],
  [1, '192.0.2.2'],
  [2, '192.0.2.1'],
  // More proxies than the chain is long: somebody came past them. The first is all there is.
  [3, '192.0.2.1'],
])('with %i hops the client is %s', (hops, client) => {
  expect(clientAddress(chain, '192.0.2.3', hops)).toBe(client)
})

test('without a header it is the peer', () => {
  expect(clientAddress(undefined, '192.0.2.3', 2)).toBe('192.0.2.3')
  expect(clientAddress(' , ', '192.0.2.3', 2)).toBe('192.0.2.3')
})

test('ports, brackets and the IPv6 form of IPv4 go', () => {
  expect(clientAddress('[2001:db8::1]:443', '::1', 1)).toBe('2001:db8::1')
  expect(clientAddress('192.0.2.1:5000', '::1', 1)).toBe('192.0.2.1')
  expect(clientAddress('', '::ffff:192.0.2.3', 0)).toBe('192.0.2.3')
})

test('what is no address is not taken for one', () => {
  expect(clientAddress('<script>', '192.0.2.3', 1)).toBe('192.0.2.3')
  expect(clientAddress('unknown', '192.0.2.3', 1)).toBe('192.0.2.3')
})
