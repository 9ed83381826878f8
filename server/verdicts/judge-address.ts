import ipaddr from 'ipaddr.js'
import type { Finding } from './finding'

/** Whether a click came from a network that only scanners click from; null when it did not. */
export function judgeAddress(ip: string, scannerNetworks: readonly string[]): Finding | null {
  if (scannerNetworks.length === 0 || !ipaddr.isValid(ip)) return null
  const address = ipaddr.process(ip)
  const network = scannerNetworks.find((cidr) => {
    const [base, bits] = ipaddr.parseCIDR(cidr)
    return base.kind() === address.kind() && address.match(base, bits)
  })
  if (!network) return null
  return { sign: 'network', weight: 'certain', text: `It came from a network of scanners (${network}).` }
}
