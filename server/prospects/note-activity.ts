import { collectionOf } from '../db/collection-of'
import type { StoredEvent } from '../events/stored-event'
import { Prospects } from './prospect'

/** What prospects do themselves; the rest is done to them. */
const activities = new Set<string>(['link.clicked', 'page.viewed', 'event.received', 'email.unsubscribed'])

/** When a prospect did something, by an event; null when it was done to them. */
export function activityAt({ kind, at }: Pick<StoredEvent, 'kind' | 'at'>): Date | null {
  return activities.has(kind) ? at : null
}

/** Moves the date of last activity of the prospects of these events (?24). Harmless to repeat, in any order. */
export async function noteActivity(events: StoredEvent[]): Promise<void> {
  const active = events.filter((event) => event.prospectId !== null && activityAt(event))
  if (active.length === 0) return
  await collectionOf(Prospects).bulkWrite(
    active.map(({ prospectId, at }) => ({
      updateOne: { filter: { _id: prospectId ?? '' }, update: { $max: { lastActivityAt: at } } },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
}
