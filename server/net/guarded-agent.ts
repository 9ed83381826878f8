import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import type { NetworkPolicy } from './network-policy'

/** The target leads to an address that must not be called. */
export class AddressRefused extends Error {
  override name = 'AddressRefused'
}

/**
 * Connections to allowed addresses only. A name is resolved once, every address it leads to is checked, and exactly
 * these are connected to, so that a name cannot change in between. Address literals are checked apart: no lookup is
 * asked for them.
 */
export function guardedAgent(policy: NetworkPolicy, timeoutMs: number): Agent {
  const connect = buildConnector({ lookup: guardedLookup(policy), timeout: timeoutMs })
  return new Agent({
    connect: (options, callback) => {
      const hostname = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(hostname) && !policy.isAllowed(hostname)) callback(refused(), null)
      else connect(options, callback)
    },
    connections: 1,
    pipelining: 1,
  })
}

function guardedLookup({ isAllowed, resolve }: NetworkPolicy): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return callback(new Error(`“${hostname}” has no address`), '')
        if (!addresses.every(({ address }) => isAllowed(address))) return callback(refused(), '')
        if (options.all) return callback(null, addresses)
        return callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
}

function refused(): AddressRefused {
  return new AddressRefused('This address leads into a private network, which must not be called from here')
}
