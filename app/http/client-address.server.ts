import { isIP } from 'node:net'

/**
 * The visitor's address. Each proxy adds the address it was called from at the end of X-Forwarded-For; only what
 * our own proxies added is believed, since everything before it can be written by the visitor.
 *
 * @param trustedProxies how many proxies of ours stand before this server
 */
export function clientAddress(
  remoteAddress: string,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const remote = withoutMapping(remoteAddress)
  if (trustedProxies === 0 || !forwardedFor) return remote
  const chain = [...forwardedFor.split(',').map(part => withoutMapping(part.trim())), remote]
  const client = chain[Math.max(0, chain.length - 1 - trustedProxies)] ?? remote
  return isIP(client) ? client : remote
}

/** The network that one visitor may be thought to own: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  return isIP(address) === 6 ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address
}

/** What the log may keep of an address: too little to tell neighbours apart. */
export function shortened(address: string): string {
  if (isIP(address) === 6) return `${groupsOf(address).slice(0, 3).join(':')}::/48`
  return isIP(address) === 4 ? address.replace(/\d+$/, '0/24') : 'unknown'
}

function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const bare = address.split('%')[0] ?? address
  const [head = '', tail] = bare.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - front.length - back.length
  return [...front, ...Array.from({ length: Math.max(0, gap) }, () => '0'), ...back].map(group =>
    group.toLowerCase().replace(/^0+(?=.)/, ''),
  )
}
