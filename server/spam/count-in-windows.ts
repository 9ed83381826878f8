import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { now } from '../jobs/clock'
import type { Settings } from '../settings/settings'
import { countUpdate } from './count-update'
import { type Count, type CountedEvent, countIn, keyOf } from './counted-event'
import { type SpamCounter, SpamCounters } from './spam-window'

const ATTEMPTS = 5

/**
 * Counts events in the windows of their keys (IR-19 … IR-23, I16), in two round trips for any number of them.
 * Counting an event again, also by another worker at the same time, answers the same number; no two events of a
 * window get the same one. Pass only what may run: the click of a bot does nothing, so it uses nothing up.
 *
 * @param events in the order in which they happened
 */
export async function countInWindows(
  events: CountedEvent[],
  settings: Pick<Settings, 'spam'>,
): Promise<Map<string, Count>> {
  if (events.length === 0) return new Map()
  await countAll(events, settings)
  const keys = [...new Set(events.map(keyOf))]
  const counters = await collectionOf(SpamCounters)
    .find({ _id: { $in: keys } }, { maxTimeMS: 5_000 })
    .toArray()
  const windows = new Map(counters.map((counter) => [counter._id, counter.windows]))
  return new Map(events.map((event) => [event.id, countIn(windows.get(keyOf(event)) ?? [], event, settings)]))
}

/** Counts one event that is answered at once, such as a submission, atomically (?5). */
export async function countInWindow(event: CountedEvent, settings: Pick<Settings, 'spam'>): Promise<Count> {
  const counts = await countInWindows([event], settings)
  return counts.get(event.id) ?? countIn([], event, settings)
}

/** Two that make the same key at once collide; whatever is counted already stays counted once. */
async function countAll(events: CountedEvent[], settings: Pick<Settings, 'spam'>): Promise<void> {
  const countedAt = now()
  const updates = events.map(
    (event): AnyBulkWriteOperation<SpamCounter> => ({
      updateOne: {
        filter: { _id: keyOf(event) },
        update: countUpdate(event, settings, countedAt),
        upsert: true,
      },
    }),
  )
  for (let attempt = 1; ; attempt++)
    try {
      await collectionOf(SpamCounters).bulkWrite(updates, { ordered: true, maxTimeMS: 10_000 })
      return
    } catch (error) {
      if (!isDuplicateKey(error) || attempt === ATTEMPTS) throw error
    }
}
