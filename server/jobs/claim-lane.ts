import { collectionOf } from '../db/collection-of'
import { claimLanes, type LaneKind, type LanesLease } from './claim-lanes'
import { Lanes } from './lane'
import { isGone } from './owner'

/** One lane that this worker may work on. */
export type LaneLease = LanesLease & { lane: number }

type Claim = { kind: LaneKind; lane: number; owner: string }

/**
 * Claims one lane, as {@link claimLanes} does several.
 *
 * @returns null while somebody else holds it
 */
export async function claimLane({ kind, lane, owner }: Claim): Promise<LaneLease | null> {
  const lease = await claimLanes({ kind, lanes: [lane], owner })
  return lease && { ...lease, lane }
}

/** The first lane from this one on whose owner is gone for certain, or null. */
export async function firstLeftLane(kind: LaneKind, from: number): Promise<number | null> {
  const left = (await leftLanes()).flatMap((one) => (one.kind === kind && one.lane >= from ? [one.lane] : []))
  return left.length ? Math.min(...left) : null
}

/** The lanes whose owners are gone for certain. */
export async function leftLanes(): Promise<{ kind: LaneKind; lane: number }[]> {
  const held = await collectionOf(Lanes)
    .find({ owner: { $ne: null } }, { projection: { owner: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return held.flatMap(({ _id, owner }) => {
    const [kind, lane] = _id.split(':')
    // Ids are made of a kind and a number.
    return owner && isGone(owner) ? [{ kind: kind as LaneKind, lane: Number(lane) }] : []
  })
}
