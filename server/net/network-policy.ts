import { lookup } from 'node:dns/promises'
import { getEnv } from '../env'
import { isPublicAddress } from './is-public-address'

/** What may be called, and how names become addresses. */
export type NetworkPolicy = {
  isAllowed: (address: string) => boolean
  resolve: (hostname: string) => Promise<{ address: string; family: number }[]>
}

/** The policy of this installation: the public internet only, unless WEBHOOK_PRIVATE_NETWORKS says otherwise. */
export function networkPolicy(): NetworkPolicy {
  return {
    isAllowed: getEnv().allowsPrivateWebhooks ? () => true : isPublicAddress,
    resolve: (hostname) => lookup(hostname, { all: true }),
  }
}
