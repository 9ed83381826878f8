import { getEnv } from '../env'
import { wakeWorker } from '../jobs/wake-channel'
import { Capture } from './capture'
import { makeClientAddress } from './client-address'
import { Journal } from './journal'
import { JournalReplay } from './journal-replay'
import { LinkCache } from './link-cache'
import { Metrics } from './metrics'
import { RateLimit } from './rate-limit'
import { tokenKeys } from './token'
import type { Tracking } from './tracking'
import { writeEvents } from './write-events'

/** Gets everything ready that clicks need. Connect the database first. */
export async function openTracking(): Promise<Tracking> {
  const { secret, retiredSecrets, trackingUrl, trustedProxies } = getEnv()
  const links = new LinkCache()
  await links.start()
  return {
    links,
    ...openCapture(),
    metrics: new Metrics(),
    tokenKeys: tokenKeys(secret, ...retiredSecrets),
    misses: new RateLimit({ most: MISSES_MOST, withinMs: 60_000 }),
    clientAddress: makeClientAddress(trustedProxies),
    isSecure: trackingUrl.startsWith('https:'),
    isDraining: false,
  }
}

/** The way of a click into the database: straight, or by way of the journal while the database is late. */
function openCapture(): Pick<Tracking, 'capture' | 'journal' | 'replay'> {
  const { dataDir } = getEnv()
  const wakePlanner = () => wakeWorker('events.plan')
  const journal = new Journal({ dataDir })
  const capture = new Capture({
    write: writeEvents,
    spool: (events) => journal.append(events),
    onAcknowledged: wakePlanner,
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
export async function closeCapture({ capture, journal, replay }: Tracking): Promise<number> {
  const lost = await capture.close(RECORDED_WITHIN_MS)
  await replay.stop()
  await journal.close()
  return lost
}

/** A minute, by address: more than an office that got a mail with a broken link. */
const MISSES_MOST = 300
const RECORDED_WITHIN_MS = 2000
