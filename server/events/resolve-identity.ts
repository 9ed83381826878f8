import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import type { StoredEvent } from './stored-event'
import { giveVisitor, tieVisitor } from './tie-visitor'

/** Whose an event is. */
export type Identity = {
  /** Null when nobody is known. */
  prospectId: string | null
  /** The recipient of the token, when it was opened on the device of somebody else: a referral. */
  referrerId: string | null
}

/** Whose a visitor id is, and whether it was the first one that was known to be theirs. */
type Owner = { id: string; isFirst: boolean }

/**
 * Whose these events are (?10): the prospect of the token, else the one who is known by the session id, else by the
 * visitor id, else nobody. Session and visitor ids were only recorded where the link allows it.
 *
 * A token also ties its visitor id to the prospect, from this event on, in the order of the events given. A click
 * with it on the device of somebody else is a referral, never a merge: it is the click of the one whose device that
 * is (docs/decisions/who-clicked.md). Doing it again changes nothing.
 *
 * @returns for every event, by its id
 */
export async function resolveIdentities(events: StoredEvent[]): Promise<Map<string, Identity>> {
  const known = await ownersOf(
    events.flatMap((event) => [event.click?.sessionId ?? [], visitorOf(event)].flat()),
  )
  const resolved = new Map<string, Identity>()
  for (const event of events) {
    const { prospectId, click } = event
    const [visitorId = ''] = visitorOf(event)
    if (prospectId && visitorId) await learn(known, { visitorId, prospectId })
    const owner = known.get(visitorId)?.id ?? null
    if (prospectId && owner && owner !== prospectId && click?.token === 'valid')
      resolved.set(event._id, { prospectId: owner, referrerId: prospectId })
    else {
      const session = known.get(click?.sessionId ?? '')?.id
      resolved.set(event._id, { prospectId: prospectId ?? session ?? owner, referrerId: null })
    }
  }
  return resolved
}

/** The visitor id of an event, if it has one. */
function visitorOf({ click, visit }: StoredEvent): string[] {
  return [click?.visitorId ?? visit?.visitorId ?? []].flat()
}

/** Whose these visitor ids are. */
export async function ownersOf(visitorIds: string[]): Promise<Map<string, Owner>> {
  const wanted = new Set(visitorIds)
  if (wanted.size === 0) return new Map()
  const owners = await collectionOf(Prospects)
    .find({ visitorIds: { $in: [...wanted] } }, { projection: { visitorIds: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Map(
    owners.flatMap(({ _id, visitorIds }) =>
      visitorIds.flatMap((id, index) =>
        wanted.has(id) ? [[id, { id: _id, isFirst: index === 0 }] as const] : [],
      ),
    ),
  )
}

/**
 * An unknown device becomes the recipient's. One that somebody got in addition to others goes to a recipient who has
 * none: it was taken for theirs because of a mail that was passed on.
 */
async function learn(
  known: Map<string, Owner>,
  tie: { visitorId: string; prospectId: string },
): Promise<void> {
  const { visitorId, prospectId } = tie
  const owner = known.get(visitorId)
  if (owner?.id === prospectId || owner?.isFirst) return
  const tied = owner ? await giveVisitor(tie, owner.id) : await tieVisitor(tie)
  if (tied) known.set(visitorId, { id: prospectId, isFirst: tied.isFirst })
}
