import { insertDurably } from '../db/insert-durably'
import { getEnv } from '../env'
import { packEvents } from '../events/packed-events'
import { Events, type StoredEvent } from '../events/stored-event'
import { wakeWorker } from '../jobs/wake-channel'
import { Capture, type CaptureOptions } from './capture'
import { makeClientAddress } from './client-address'
import { Journal } from './journal'
import { JournalReplay } from './journal-replay'
import { LinkCache } from './link-cache'
import { Metrics } from './metrics'
import { RateLimit } from './rate-limit'
import { tokenKeys } from './token'
import type { Tracking } from './tracking'

/** When the database counts as late. */
export type CaptureLimits = Pick<CaptureOptions, 'lateMs'>

/** Gets everything ready that clicks need. Connect the database first. */
export async function openTracking(limits: CaptureLimits = {}): Promise<Tracking> {
  const { secret, retiredSecrets, trackingUrl, trustedProxies } = getEnv()
  const links = new LinkCache()
  await links.start()
  return {
    links,
    ...openCapture(limits),
    metrics: new Metrics(),
    tokenKeys: tokenKeys(secret, ...retiredSecrets),
    misses: new RateLimit({ most: MISSES_MOST, withinMs: 60_000 }),
    clientAddress: makeClientAddress(trustedProxies),
    isSecure: trackingUrl.startsWith('https:'),
    isDraining: false,
  }
}

type Recording = Pick<Tracking, 'capture' | 'journal' | 'replay'>

/**
 * The way of a click into the database: straight; packed with others when many come at once; or by way of the journal
 * while the database is late.
 */
export function openCapture(limits: CaptureLimits = {}): Recording {
  const { dataDir } = getEnv()
  const wakePlanner = () => wakeWorker('events.plan')
  const journal = new Journal({ dataDir })
  const capture = new Capture({
    write: (events) => (events.length < PACKED_FROM ? writeEvents(events) : packEvents(events)),
    spool: (events) => journal.append(events),
    onAcknowledged: wakePlanner,
    ...limits,
  })
  const onWritten = (ms: number) => {
    capture.databaseAnswered(ms)
    wakePlanner()
  }
  const replay = new JournalReplay({ journal, dataDir, write: writeEvents, onWritten })
  replay.start()
  return { capture, journal, replay }
}

/**
 * Waits until every click is recorded. What the database has not taken stands in the journal, for whoever starts
 * next. @returns how many clicks are lost
 */
export async function closeCapture({ capture, journal, replay }: Recording): Promise<number> {
  const lost = await capture.close(RECORDED_WITHIN_MS)
  await replay.stop()
  await journal.close()
  return lost
}

const writeEvents = (events: StoredEvent[]) => insertDurably(Events, events)
/** So many come together only when clicks come faster than the database takes them one by one. */
const PACKED_FROM = 16
/** A minute, by address: more than an office that got a mail with a broken link. */
const MISSES_MOST = 300
const RECORDED_WITHIN_MS = 2000
