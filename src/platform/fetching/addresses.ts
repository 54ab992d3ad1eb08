import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6

/**
 * Whether an address is one of the open net: none of this machine, of a network behind it, of its neighbours, of a cloud's
 * metadata, and none that is only spelt differently (an IPv4 address within one of IPv6, or behind a translator).
 */
export function isPublic(address: string): boolean {
  const read = addressIn(address)
  if (!read) return false
  const range = read.range()
  // A translator in the network leads to the IPv4 address in the last four bytes.
  if (range === 'rfc6052') return isPublic(read.toByteArray().slice(-4).join('.'))
  // Of IPv6 only what is given out: the rest is old, for special purposes, or not yet of any.
  return range === 'unicast' && (read.kind() === 'ipv4' || read.match(given as never))
}

const given = ipaddr.parseCIDR('2000::/3')

/** An address as it is written in one of several ways; IPv4 within IPv6 becomes what it is. */
export function addressIn(text: string): Address | undefined {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined
}

/** What an operator allows besides: names, addresses, or ranges like 10.0.0.0/8. @throws for what is none of these */
export function allowance(words: readonly string[]): (host: string, address: string) => boolean {
  const names = new Set<string>()
  const ranges: [Address, number][] = []
  for (const word of words.map((one) => one.trim().toLowerCase()).filter(Boolean)) {
    if (ipaddr.isValidCIDR(word)) ranges.push(ipaddr.parseCIDR(word))
    else if (addressIn(word)) ranges.push([addressIn(word)!, addressIn(word)!.kind() === 'ipv4' ? 32 : 128])
    else if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(word)) names.add(word)
    else throw new Error(`${word} is no name, address or range`)
  }
  return (host, address) => {
    const read = addressIn(address)
    if (names.has(host.toLowerCase())) return true
    return ranges.some(([range, bits]) => read?.kind() === range.kind() && read.match(range as never, bits))
  }
}
