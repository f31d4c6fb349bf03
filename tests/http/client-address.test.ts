import { expect, test } from 'vitest'
import { clientAddress, networkOf, shortened } from '#app/http/client-address.server.ts'

/** What a visitor writes in X-Forwarded-For is believed only as far as proxies of ours wrote it. */

test.each([
  [
    'no proxy of ours: the header is the visitor’s own writing',
    '198.51.100.7',
    '203.0.113.9',
    0,
    '198.51.100.7',
  ],
  ['one proxy: its own addition counts', '10.0.0.1', '203.0.113.9', 1, '203.0.113.9'],
  ['one proxy: what came before it is not believed', '10.0.0.1', '1.1.1.1, 203.0.113.9', 1, '203.0.113.9'],
  ['two proxies', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.0.0.2', 2, '203.0.113.9'],
  ['fewer additions than proxies: the outermost', '10.0.0.1', '203.0.113.9', 3, '203.0.113.9'],
  ['nonsense', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
  ['no header', '10.0.0.1', undefined, 1, '10.0.0.1'],
  ['an IPv4 address inside IPv6', '::ffff:198.51.100.7', undefined, 0, '198.51.100.7'],
] as const)('%s', (_, remote, forwarded, proxies, expected) => {
  expect(clientAddress(remote, forwarded, proxies)).toBe(expected)
})

test('one visitor may own a whole /64 of IPv6, and is counted as one', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:0001:0002::ffff'))
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'))
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('198.51.100.7')).toBe('198.51.100.7')
})

test('the log keeps too little of an address to tell neighbours apart', () => {
  expect(shortened('198.51.100.7')).toBe('198.51.100.0/24')
  expect(shortened('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48')
  expect(shortened('')).toBe('unknown')
})
