import { collectionOf } from '../db/collection-of'
import { isFree, leaseEnd } from '../jobs/lease'
import { isGone, newClaim } from '../jobs/owner'
import { Effects, type StoredEffect } from './stored-effect'

/** An effect that this worker holds: only the holder of its fence may mark it done (I13). */
export type ClaimedEffect = StoredEffect & { lease: NonNullable<StoredEffect['lease']> }

/** The end of a lease that was given back: whoever is next may claim at once. */
export const givenBack = new Date(0)

/**
 * Claims those of the given effects that are due and that nobody holds: never claimed, lease and grace over, or
 * held by a process that is gone.
 *
 * @returns what was claimed, in the order of the prospects' effects
 */
export async function claimEffects(candidates: StoredEffect[], owner: string): Promise<ClaimedEffect[]> {
  if (candidates.length === 0) return []
  const claim = newClaim(owner)
  const ids = candidates.map(({ _id }) => _id)
  const gone = candidates.flatMap(({ lease }) => (lease && isGone(lease.owner) ? [lease.owner] : []))
  const effects = collectionOf(Effects)
  await effects.updateMany(
    {
      _id: { $in: ids },
      state: 'due',
      ...isFree(gone),
    },
    [
      {
        $set: {
          lease: {
            owner: claim,
            until: leaseEnd,
            fence: { $add: [{ $ifNull: ['$lease.fence', 0] }, 1] },
          },
        },
      },
    ],
    { maxTimeMS: 10_000 },
  )
  const claimed = await effects
    .find({ _id: { $in: ids }, state: 'due', 'lease.owner': claim }, { maxTimeMS: 10_000 })
    .sort({ seq: 1, index: 1 })
    .toArray()
  return claimed.flatMap((effect) => (effect.lease ? [{ ...effect, lease: effect.lease }] : []))
}

/**
 * Counts an attempt right before it is made, so that an effect which ends its worker is counted, and those that were
 * only claimed with it are not (I21). @returns null when somebody else holds it now
 */
export async function beginEffect({ _id, lease }: ClaimedEffect): Promise<ClaimedEffect | null> {
  const begun = await collectionOf(Effects).findOneAndUpdate(
    { _id, state: 'due', 'lease.owner': lease.owner, 'lease.fence': lease.fence },
    { $inc: { attempts: 1 } },
    { returnDocument: 'after', maxTimeMS: 5_000 },
  )
  return begun?.lease ? { ...begun, lease } : null
}

/** Extends the leases of effects that are still being worked on; those that were given back meanwhile stay free. */
export async function renewEffects(effects: ClaimedEffect[]): Promise<void> {
  const owner = effects[0]?.lease.owner
  if (!owner) return
  await collectionOf(Effects).updateMany(
    {
      _id: { $in: effects.map(({ _id }) => _id) },
      state: 'due',
      'lease.owner': owner,
      'lease.until': { $gt: givenBack },
    },
    [{ $set: { 'lease.until': leaseEnd } }],
    { maxTimeMS: 5_000 },
  )
}

/** Gives back what a claim on a lane held when its process ended, so that nobody waits for those leases. */
export async function releaseLeftEffects(lane: number, claim: string): Promise<void> {
  if (!isGone(claim)) return
  await collectionOf(Effects).updateMany(
    { state: 'due', lane, 'lease.owner': { $gte: `${claim}|`, $lt: `${claim}}` } },
    { $set: { 'lease.until': givenBack } },
    { maxTimeMS: 10_000 },
  )
}
