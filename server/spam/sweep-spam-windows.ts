import { collectionOf } from '../db/collection-of'
import { now } from '../jobs/clock'
import { SpamCounters } from './spam-window'

/** Long after the last event was counted: until then one that is planned again, after a crash, finds its number. */
const KEPT_MS = 24 * 60 * 60_000

/** Forgets counters whose windows are long over, and with them the addresses they hold. @returns how many */
export async function sweepSpamWindows(): Promise<number> {
  const before = new Date(now().getTime() - KEPT_MS)
  const { deletedCount } = await collectionOf(SpamCounters).deleteMany(
    { countedAt: { $lt: before }, until: { $lt: before } },
    { maxTimeMS: 20_000 },
  )
  return deletedCount
}
