import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import type { StoredEvent } from './stored-event'

/**
 * Whose events these are (?10): the prospect of the token, else the one who is known by the session id, else by the
 * visitor cookie, else nobody. Session and visitor ids were only recorded where the link allows it.
 *
 * A click with a token also ties its visitor id to the prospect, from this event on, in the order of the events
 * given. A visitor id that is somebody's stays with that one. Doing it again changes nothing.
 *
 * @returns for every event the prospect's id, or null for anonymous ones
 */
export async function resolveIdentities(events: StoredEvent[]): Promise<Map<string, string | null>> {
  const known = await ownersOf(
    events.flatMap(({ click }) => [click?.sessionId ?? [], click?.visitorId ?? []].flat()),
  )
  const resolved = new Map<string, string | null>()
  for (const { _id, click, prospectId } of events) {
    const visitorId = click?.visitorId
    if (prospectId && visitorId && !known.has(visitorId)) {
      const isTied = await tieVisitor(visitorId, prospectId)
      if (isTied) known.set(visitorId, prospectId)
    }
    resolved.set(_id, prospectId ?? known.get(click?.sessionId ?? '') ?? known.get(visitorId ?? '') ?? null)
  }
  return resolved
}

async function ownersOf(visitorIds: string[]): Promise<Map<string, string>> {
  const wanted = new Set(visitorIds)
  if (wanted.size === 0) return new Map()
  const owners = await collectionOf(Prospects)
    .find({ visitorIds: { $in: [...wanted] } }, { projection: { visitorIds: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Map(
    owners.flatMap(({ _id, visitorIds }) =>
      visitorIds.filter((id) => wanted.has(id)).map((id) => [id, _id] as const),
    ),
  )
}

/**
 * Two workers may tie one visitor to two prospects at the same moment. Each looks again after writing, and whoever
 * finds another owner then gives way, so at rest there is one owner or none; the next token click ties it again.
 */
async function tieVisitor(visitorId: string, prospectId: string): Promise<boolean> {
  const prospects = collectionOf(Prospects)
  const tied = await prospects.updateOne(
    { _id: prospectId, visitorIds: { $ne: visitorId } },
    { $push: { visitorIds: { $each: [visitorId], $slice: -VISITORS_MOST } } },
    { maxTimeMS: 5_000 },
  )
  if (tied.matchedCount === 0) return false
  const other = await prospects.findOne(
    { _id: { $ne: prospectId }, visitorIds: visitorId },
    { projection: { _id: 1 }, maxTimeMS: 5_000 },
  )
  if (!other) return true
  await prospects.updateOne({ _id: prospectId }, { $pull: { visitorIds: visitorId } }, { maxTimeMS: 5_000 })
  return false
}

/** A person has a few devices; beyond this many, the oldest is forgotten. */
const VISITORS_MOST = 50
