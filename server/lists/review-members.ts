import type { Document } from 'mongodb'
import { toFilter } from '@/workflows/criteria/to-filter'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { derivedId, newId } from '../db/new-id'
import { recordListJoins } from '../events/record-list-joins'
import { now } from '../jobs/clock'
import { type Prospect, Prospects } from '../prospects/prospect'
import type { List } from './list'
import { Memberships } from './membership'

/** At most this many change in one command. */
const BATCH = 500

/**
 * Puts those who meet the criteria of a list on it, and takes the others off. Each change is one update that
 * still looks at the criteria, so nobody joins on values that have just changed; what follows from it (the line in
 * the history, the event for workflows) is kept in the prospect until it is written, so a crash loses nothing and
 * repeats nothing.
 *
 * @param among a filter of ours: whom to look at
 * @returns how many joined or left
 */
export async function reviewMembers(list: List, among: Record<string, unknown>): Promise<number> {
  const criteria = toFilter(list.criteria ?? null, now())
  const outside = { $and: [among, { lists: { $ne: list._id } }, criteria] }
  const inside = { $and: [among, { lists: list._id }, { $nor: [criteria] }] }
  return (
    (await changeAll(outside, { list, change: 'joined', operator: '$addToSet' })) +
    (await changeAll(inside, { list, change: 'left', operator: '$pull' }))
  )
}

type Change = { list: List; change: 'joined' | 'left'; operator: '$addToSet' | '$pull' }

async function changeAll(filter: Document, { list, change, operator }: Change): Promise<number> {
  const prospects = collectionOf(Prospects)
  let changed = 0
  for (;;) {
    const found = await prospects
      .find(filter, { projection: { _id: 1 }, maxTimeMS: 20_000 })
      .limit(BATCH)
      .toArray()
    if (found.length === 0) return changed
    const at = now()
    const written = await prospects.bulkWrite(
      found.map(({ _id }) => ({
        updateOne: {
          filter: { $and: [{ _id }, filter] },
          update: {
            [operator]: { lists: list._id },
            $push: { listChanges: { id: newId(), listId: list._id, change, at } },
            $currentDate: { updatedAt: true },
          },
        },
      })),
      { ordered: false, maxTimeMS: 20_000 },
    )
    changed += written.modifiedCount
    await tellListChanges()
    // Whoever was found and not changed has changed meanwhile, and is looked at again for that.
    if (found.length < BATCH || written.modifiedCount === 0) return changed
  }
}

/** Writes what follows from changes of members that have been made, and forgets them. Harmless to repeat. */
export async function tellListChanges(): Promise<void> {
  const prospects = collectionOf(Prospects)
  for (;;) {
    const waiting = await prospects
      .find({ 'listChanges.id': { $gt: '' } }, { projection: { listChanges: 1 }, maxTimeMS: 10_000 })
      .limit(BATCH)
      .toArray()
    if (waiting.length === 0) return
    const changes = waiting.flatMap(({ _id, listChanges = [] }) =>
      listChanges.map((change) => ({ ...change, prospectId: _id })),
    )
    await insertNew(
      collectionOf(Memberships),
      changes.map(({ id, listId, prospectId, change, at }) => ({
        _id: id,
        listId,
        prospectId,
        change,
        at,
        by: `list:${listId}`,
        runId: null,
      })),
    )
    await recordListJoins(
      changes
        .filter(({ change }) => change === 'joined')
        .map(({ id, prospectId, listId }) => ({ id: derivedId(id, 'list.joined'), prospectId, listId })),
    )
    await prospects.bulkWrite(waiting.map(forget), { ordered: false, maxTimeMS: 20_000 })
  }
}

function forget({ _id, listChanges = [] }: Pick<Prospect, '_id' | 'listChanges'>) {
  const ids = listChanges.map(({ id }) => id)
  return { updateOne: { filter: { _id }, update: { $pull: { listChanges: { id: { $in: ids } } } } } }
}
