import { getEnv } from '../env'
import { wakeWorker } from '../jobs/wake-channel'
import { Capture } from './capture'
import { makeClientAddress } from './client-address'
import { LinkCache } from './link-cache'
import { Metrics } from './metrics'
import { tokenKeys } from './token'
import type { Tracking } from './tracking'
import { writeEvents } from './write-events'

/** Gets everything ready that clicks need. Connect the database first. */
export async function openTracking(): Promise<Tracking> {
  const { secret, trackingUrl, trustedProxies } = getEnv()
  const links = new LinkCache()
  await links.start()
  return {
    links,
    capture: new Capture({ write: writeEvents, onAcknowledged: () => wakeWorker('events.plan') }),
    metrics: new Metrics(),
    tokenKeys: tokenKeys(secret),
    clientAddress: makeClientAddress(trustedProxies),
    isSecure: trackingUrl.startsWith('https:'),
    isDraining: false,
  }
}
