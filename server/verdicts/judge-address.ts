import ipaddr from 'ipaddr.js'
import type { Finding } from './finding'

type Network = { cidr: string; range: ReturnType<typeof ipaddr.parseCIDR> }

/** Whether a click came from a network that only scanners click from; null when it did not. */
export function judgeAddress(ip: string, scannerNetworks: readonly string[]): Finding | null {
  if (scannerNetworks.length === 0 || !ipaddr.isValid(ip)) return null
  const address = ipaddr.process(ip)
  const network = networksOf(scannerNetworks).find(
    ({ range: [base, bits] }) => base.kind() === address.kind() && address.match(base, bits),
  )
  if (!network) return null
  return { sign: 'network', weight: 'certain', text: `It came from a network of scanners (${network.cidr}).` }
}

/** Settings are read once a second, and asked about for every click. */
const parsed = new WeakMap<readonly string[], Network[]>()

function networksOf(cidrs: readonly string[]): Network[] {
  const known = parsed.get(cidrs)
  if (known) return known
  const networks = cidrs.map((cidr) => ({ cidr, range: ipaddr.parseCIDR(cidr) }))
  parsed.set(cidrs, networks)
  return networks
}
