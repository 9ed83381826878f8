import ipaddr from 'ipaddr.js'

/** Addresses of the public ranges that nevertheless lead to services of the machine's own provider. */
const providerAddresses = new Set(['168.63.129.16'])

/**
 * True for addresses on the public internet, of either family. Everything that is loopback, private, link-local,
 * mapped, tunnelled, reserved or cannot be read is not.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed.range() === 'unicast' && !isCompatible(parsed) && !providerAddresses.has(parsed.toString())
}

/** `::7f00:1`: the old way to write an IPv4 address inside an IPv6 one, which some systems still follow. */
function isCompatible(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv6 && address.parts.slice(0, 6).every((part) => part === 0)
}
