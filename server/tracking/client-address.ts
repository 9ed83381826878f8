import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

type Range = ReturnType<typeof ipaddr.parseCIDR>

/**
 * Answers the address a request came from. `X-Forwarded-For` counts only as far as the hop that wrote it is one of
 * `trustedProxies` (addresses or ranges), read from the right: whatever a client writes there itself is ignored (?4).
 */
export function makeClientAddress(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const ranges = trustedProxies.map(rangeOf)
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? '')
    const forwarded = ranges.length > 0 ? request.headers['x-forwarded-for'] : undefined
    if (forwarded === undefined || !isIn(ranges, peer)) return peer
    const hops = String(forwarded).split(',').slice(-HOPS_MOST)
    let client = peer
    for (const hop of hops.reverse()) {
      const address = plain(withoutPort(hop.trim()))
      if (!ipaddr.isValid(address)) return client
      client = address
      if (!isIn(ranges, address)) return client
    }
    return client
  }
}

/** True for a request from this machine that no proxy has passed on. */
export function isLocal({ socket, headers }: IncomingMessage): boolean {
  const address = plain(socket.remoteAddress ?? '')
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  return !isForwarded && (address === '::1' || address.startsWith('127.'))
}

const HOPS_MOST = 20

function rangeOf(text: string): Range {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

function isIn(ranges: Range[], address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return ranges.some(([base, bits]) => parsed.kind() === base.kind() && parsed.match(base, bits))
}

/** An IPv4 address that came over an IPv6 socket is shown as what it is. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

/** `192.0.2.1:443` and `[2001:db8::1]:443`, as some proxies write them. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](:\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}
