import type { IncomingMessage } from 'node:http'
import type { Capture } from './capture'
import type { Journal } from './journal'
import type { JournalReplay } from './journal-replay'
import type { LinkCache } from './link-cache'
import type { Metrics } from './metrics'
import type { RateLimit } from './rate-limit'
import type { TokenKey } from './token'

/** What the handlers of tracking addresses share within one web process. */
export type Tracking = {
  links: LinkCache
  capture: Capture
  journal: Journal
  replay: JournalReplay
  metrics: Metrics
  tokenKeys: readonly TokenKey[]
  clientAddress: (request: IncomingMessage) => string
  /** Requests for links that do not exist. */
  misses: RateLimit
  /** Cookies are sent over TLS only. */
  isSecure: boolean
  /** True once the process has been asked to end: connections are not kept open any more. */
  isDraining: boolean
}
