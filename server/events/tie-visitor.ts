import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import { lookBack } from './look-back'

export type Tie = { visitorId: string; prospectId: string }

/**
 * Makes a visitor id known to be this prospect, and has a worker look for what that visitor did before. No field of
 * the prospect changes.
 *
 * Two workers may tie one visitor to two prospects at the same moment. Each looks again after writing, and whoever
 * finds another owner then gives way, so at rest there is one owner or none; the next token ties it again.
 *
 * @returns null when it was not tied: the prospect is gone, or somebody else has it
 */
export async function tieVisitor({ visitorId, prospectId }: Tie): Promise<{ isFirst: boolean } | null> {
  // First of all, so that a crash in between forgets nothing.
  await lookBack(visitorId)
  const prospects = collectionOf(Prospects)
  const before = await prospects.findOneAndUpdate(
    { _id: prospectId, visitorIds: { $ne: visitorId } },
    { $push: { visitorIds: { $each: [visitorId], $slice: -VISITORS_MOST } } },
    { projection: { visitorIds: 1 }, returnDocument: 'before', maxTimeMS: 5_000 },
  )
  if (!before) return null
  const other = await prospects.findOne(
    { _id: { $ne: prospectId }, visitorIds: visitorId },
    { projection: { _id: 1 }, maxTimeMS: 5_000 },
  )
  if (!other) {
    // The worker that was asked before may have looked too early.
    await lookBack(visitorId)
    return { isFirst: before.visitorIds.length === 0 }
  }
  await prospects.updateOne({ _id: prospectId }, { $pull: { visitorIds: visitorId } }, { maxTimeMS: 5_000 })
  return null
}

/**
 * Takes a visitor id from its owner and ties it to a prospect who has none yet. A crash in between leaves it without
 * an owner, and the next token ties it.
 * @returns null when that one has a device already: then it stays where it is
 */
export async function giveVisitor(tie: Tie, ownerId: string): Promise<{ isFirst: boolean } | null> {
  const { visitorId, prospectId } = tie
  const prospects = collectionOf(Prospects)
  const recipient = await prospects.findOne(
    { _id: prospectId },
    { projection: { visitorIds: 1 }, maxTimeMS: 5_000 },
  )
  if (!recipient || recipient.visitorIds.length > 0) return null
  await prospects.updateOne({ _id: ownerId }, { $pull: { visitorIds: visitorId } }, { maxTimeMS: 5_000 })
  return tieVisitor(tie)
}

/** A person has a few devices; beyond this many, the oldest is forgotten. */
const VISITORS_MOST = 50
