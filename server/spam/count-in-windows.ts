import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { now } from '../jobs/clock'
import type { Settings } from '../settings/settings'
import { countUpdate } from './count-update'
import { type Count, type CountedEvent, countIn, keyOf, windowFrom } from './counted-event'
import { type SpamCounter, SpamCounters, type SpamWindow } from './spam-window'

const ATTEMPTS = 5

type SpamSettings = Pick<Settings, 'spam'>
/** The windows of each key that is known. */
type Windows = Map<string, SpamWindow[]>

/**
 * Counts events in the windows of their keys (IR-19 … IR-23, I16), in a few round trips for any number of them.
 * Counting an event again, also by another worker at the same time, answers the same number; no two events of a
 * window get the same one. Pass only what may run: the click of a bot does nothing, so it uses nothing up.
 *
 * @param events in the order in which they happened
 */
export async function countInWindows(
  events: CountedEvent[],
  settings: SpamSettings,
): Promise<Map<string, Count>> {
  if (events.length === 0) return new Map()
  const windows = await windowsOf(events)
  // Most clicks are the first of their key: a plain insert is far cheaper than an update that may have to make it.
  await openFirst(events, windows, settings)
  const uncounted = events.filter((event) => !isCountedIn(windows, event))
  await countAll(uncounted, settings)
  for (const [key, latest] of await windowsOf(uncounted)) windows.set(key, latest)
  return new Map(events.map((event) => [event.id, countIn(windows.get(keyOf(event)) ?? [], event, settings)]))
}

/** Counts one event that is answered at once, such as a submission, atomically (?5). */
export async function countInWindow(event: CountedEvent, settings: SpamSettings): Promise<Count> {
  const counts = await countInWindows([event], settings)
  return counts.get(event.id) ?? countIn([], event, settings)
}

async function windowsOf(events: CountedEvent[]): Promise<Windows> {
  if (events.length === 0) return new Map()
  const counters = await collectionOf(SpamCounters)
    .find({ _id: { $in: [...new Set(events.map(keyOf))] } }, { projection: { windows: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Map(counters.map(({ _id, windows }) => [_id, windows]))
}

/** Makes the counters of keys that have none, each with its first event; somebody else's stay as they are. */
async function openFirst(events: CountedEvent[], windows: Windows, settings: SpamSettings): Promise<void> {
  const firsts = new Map<string, CountedEvent>()
  for (const event of events) {
    const key = keyOf(event)
    if (!windows.has(key) && !firsts.has(key)) firsts.set(key, event)
  }
  const made = [...firsts.values()].map((event) => newCounter(event, settings))
  const refused = new Set((await insertNew(collectionOf(SpamCounters), made)).map(({ _id }) => _id))
  for (const counter of made) if (!refused.has(counter._id)) windows.set(counter._id, counter.windows)
}

function newCounter(event: CountedEvent, settings: SpamSettings): SpamCounter {
  const { channel, host, who, ip } = event
  const window = windowFrom(event, settings)
  return {
    _id: keyOf(event),
    channel,
    host: channel === 'forms' ? null : host,
    who,
    ip,
    windows: [window],
    until: window.until,
    countedAt: now(),
  }
}

function isCountedIn(windows: Windows, event: CountedEvent): boolean {
  return (windows.get(keyOf(event)) ?? []).some(({ ids }) => ids.includes(event.id))
}

/** Two that make the same key at once collide; whatever is counted already stays counted once. */
async function countAll(events: CountedEvent[], settings: SpamSettings): Promise<void> {
  if (events.length === 0) return
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
