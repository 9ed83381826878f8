import { collectionOf } from '../db/collection-of'
import { now } from '../jobs/clock'
import { type LookBack, LookBacks } from './look-back'
import { ownersOf } from './resolve-identity'
import { Events, type StoredEvent } from './stored-event'
import { uniqueKeyOf } from './unique-key'

const VISITORS_AT_ONCE = 200
const EVENTS_AT_ONCE = 1_000
/** Longer than any lease: whatever was judged while nobody knew the visitor is written by then. */
const SETTLED_MS = 2 * 60_000

export const dueLookBacks = () => ({ dueAt: { $lte: now() } })

/**
 * Gives the earlier events of visitors who have become known to their prospects, so that timelines begin with the
 * first visit and a person counts as one (?9). They did nothing when they happened, and that stays: nothing is
 * planned for them now. A part at a time; stopped at any place and begun again, it comes to the same.
 *
 * @returns how many events were attributed
 */
export async function attributeVisitors(): Promise<number> {
  const due = await collectionOf(LookBacks)
    .find(dueLookBacks(), { maxTimeMS: 5_000 })
    .sort({ dueAt: 1 })
    .limit(VISITORS_AT_ONCE)
    .toArray()
  if (due.length === 0) return 0
  const owners = await ownersOf(due.map(({ _id }) => _id))
  const events = await unknownEvents([...owners.keys()])
  await attribute(events, (visitorId) => owners.get(visitorId)?.id ?? null)
  // As many as were asked for: there are more, so these visitors stay due.
  if (events.length < EVENTS_AT_ONCE) await finish(due)
  return events.length
}

async function unknownEvents(visitorIds: string[]): Promise<StoredEvent[]> {
  if (visitorIds.length === 0) return []
  return collectionOf(Events)
    .find({ unknownVisitor: { $in: visitorIds }, prospectId: null }, { maxTimeMS: 10_000 })
    .limit(EVENTS_AT_ONCE)
    .toArray()
}

async function attribute(
  events: StoredEvent[],
  ownerOf: (visitorId: string) => string | null,
): Promise<void> {
  const attributedAt = now()
  const writes = events.flatMap(({ _id, click, at, unknownVisitor = '' }) => {
    const prospectId = ownerOf(unknownVisitor)
    if (!prospectId) return []
    const uniqueKey = click && uniqueKeyOf({ click, prospectId, at })
    return {
      updateOne: {
        filter: { _id, prospectId: null, unknownVisitor },
        update: { $set: { prospectId, attributedAt, uniqueKey }, $unset: { unknownVisitor: true as const } },
      },
    }
  })
  if (writes.length) await collectionOf(Events).bulkWrite(writes, { ordered: false, maxTimeMS: 10_000 })
}

/** The first look is followed by one when everything has settled; only what was not asked for again meanwhile. */
async function finish(due: LookBack[]): Promise<void> {
  const later = new Date(now().getTime() + SETTLED_MS)
  await collectionOf(LookBacks).bulkWrite(
    due.map(({ _id, dueAt, isLast }) =>
      isLast
        ? { deleteOne: { filter: { _id, dueAt } } }
        : { updateOne: { filter: { _id, dueAt }, update: { $set: { dueAt: later, isLast: true } } } },
    ),
    { ordered: false, maxTimeMS: 10_000 },
  )
}
