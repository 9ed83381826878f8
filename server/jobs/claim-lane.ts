import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { type Lane, Lanes } from './lane'
import { isOver, leaseEnd } from './lease'
import { isGone, newClaim } from './owner'

/**
 * Kinds of work, each with its own lanes, so that slow mail never holds up planning, and other people's slow
 * servers hold up nobody but each other.
 */
export type LaneKind = 'plan' | 'apply' | 'call' | 'bulk'

/** A lane that this worker may work on until `until` (the database's time), unless it renews. */
export type LaneLease = {
  id: string
  kind: LaneKind
  lane: number
  owner: string
  fence: number
  until: Date
  /** Who held it before and never gave it back, so that something in this lane may be what ended them. */
  takenFrom: string | null
}

type Claim = { kind: LaneKind; lane: number; owner: string }

/**
 * Claims a lane when it is free, its lease and grace are over, or its owner ended without releasing it.
 * Lanes give order and keep workers out of each other's way; nothing breaks when two work on one.
 *
 * @returns null while somebody else holds it
 */
export async function claimLane({ kind, lane, owner }: Claim): Promise<LaneLease | null> {
  const id = `${kind}:${lane}`
  const claim = newClaim(owner)
  const claimed = (await take(id, claim, null)) ?? (await takeNewOrLeft(id, claim))
  if (!claimed) return null
  const { fence, until, takenFrom } = claimed
  return { id, kind, lane, owner: claim, fence, until, takenFrom }
}

/** The first lane from this one on whose owner is gone for certain, or null. */
export async function firstLeftLane(kind: LaneKind, from: number): Promise<number | null> {
  const held = await collectionOf(Lanes)
    .find({ owner: { $ne: null } }, { projection: { owner: 1 }, maxTimeMS: 5_000 })
    .toArray()
  const left = held.flatMap(({ _id, owner }) => {
    const [ofKind, lane] = _id.split(':')
    return ofKind === kind && Number(lane) >= from && owner && isGone(owner) ? [Number(lane)] : []
  })
  return left.length ? Math.min(...left) : null
}

/** Extends the lease. @returns null when the lane has been lost to somebody else */
export async function renewLane(lease: LaneLease): Promise<Date | null> {
  const renewed = await collectionOf(Lanes).findOneAndUpdate(
    { _id: lease.id, owner: lease.owner, fence: lease.fence },
    [{ $set: { until: leaseEnd } }],
    { returnDocument: 'after', maxTimeMS: 5_000 },
  )
  return renewed?.until ?? null
}

/** Gives the lane back, if it is still held. */
export async function releaseLane(lease: LaneLease): Promise<void> {
  await collectionOf(Lanes).updateOne(
    { _id: lease.id, owner: lease.owner, fence: lease.fence },
    { $set: { owner: null, until: new Date(0) } },
    { maxTimeMS: 5_000 },
  )
}

/** A lane that was never used is made; one whose owner is gone for certain is not waited for. */
async function takeNewOrLeft(id: string, claim: string): Promise<Lane | null> {
  const lanes = collectionOf(Lanes)
  const held = await lanes.findOne({ _id: id }, { maxTimeMS: 5_000 })
  if (held) return held.owner && isGone(held.owner) ? take(id, claim, held.owner) : null
  const free: Lane = { _id: id, owner: null, takenFrom: null, until: new Date(0), fence: 0 }
  await insertNew(lanes, [free])
  return take(id, claim, null)
}

/** Takes a lane that is free or over, or that `from` holds. */
function take(id: string, claim: string, from: string | null): Promise<Lane | null> {
  return collectionOf(Lanes).findOneAndUpdate(
    { _id: id, $or: [{ owner: from }, { $expr: isOver('$until') }] },
    [
      {
        $set: {
          takenFrom: '$owner',
          owner: claim,
          until: leaseEnd,
          fence: { $add: ['$fence', 1] },
        },
      },
    ],
    { returnDocument: 'after', maxTimeMS: 5_000 },
  )
}
