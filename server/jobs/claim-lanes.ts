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

/** Lanes that this worker may work on until `until` (the database's time), unless it renews. */
export type LanesLease = {
  kind: LaneKind
  lanes: number[]
  /** The claim. No two share one, so it fences as well. */
  owner: string
  /** The highest of the lanes' own. */
  fence: number
  until: Date
  /** Those that somebody held before and never gave back, so that something in there may be what ended them. */
  left: { lane: number; by: string }[]
}

type Claim = { kind: LaneKind; lanes: number[]; owner: string }

/**
 * Claims those of some lanes that are free, or whose lease and grace are over, or whose owner ended without
 * releasing them. Lanes give order and keep workers out of each other's way; nothing breaks when two work on one.
 *
 * @returns null while somebody else holds them all
 */
export async function claimLanes({ kind, lanes, owner }: Claim): Promise<LanesLease | null> {
  const ids = idsOf({ kind, lanes })
  const claim = newClaim(owner)
  let claimed = await take(ids, claim, [])
  if (claimed.length < ids.length) claimed = await take(ids, claim, await ownersGone(ids))
  if (claimed.length === 0) return null
  return {
    kind,
    lanes: claimed.map(numberOf),
    owner: claim,
    fence: Math.max(...claimed.map(({ fence }) => fence)),
    until: firstEnd(claimed),
    left: claimed.flatMap((lane) => (lane.takenFrom ? [{ lane: numberOf(lane), by: lane.takenFrom }] : [])),
  }
}

/** Extends the lease. @returns null when one of the lanes has been lost to somebody else */
export async function renewLanes(lease: LanesLease): Promise<Date | null> {
  const own = { _id: { $in: idsOf(lease) }, owner: lease.owner }
  await collectionOf(Lanes).updateMany(own, [{ $set: { until: leaseEnd } }], { maxTimeMS: 5_000 })
  const renewed = await collectionOf(Lanes).find(own, { maxTimeMS: 5_000 }).toArray()
  return renewed.length === lease.lanes.length ? firstEnd(renewed) : null
}

/** Gives the lanes back, as far as they are still held. From now on they are free, and `until` tells since when. */
export async function releaseLanes(lease: LanesLease): Promise<void> {
  await collectionOf(Lanes).updateMany(
    { _id: { $in: idsOf(lease) }, owner: lease.owner },
    [{ $set: { owner: null, until: '$$NOW' } }],
    { maxTimeMS: 5_000 },
  )
}

function idsOf({ kind, lanes }: Pick<LanesLease, 'kind' | 'lanes'>): string[] {
  return lanes.map((lane) => `${kind}:${lane}`)
}

/** Takes the lanes that are free or over, or that one of `gone` holds. */
async function take(ids: string[], claim: string, gone: string[]): Promise<Lane[]> {
  const lanes = collectionOf(Lanes)
  await lanes.updateMany(
    { _id: { $in: ids }, $or: [{ owner: { $in: [null, ...gone] } }, { $expr: isOver('$until') }] },
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
    { maxTimeMS: 5_000 },
  )
  return lanes.find({ _id: { $in: ids }, owner: claim }, { maxTimeMS: 5_000 }).toArray()
}

/** Owners that nobody has to wait for. Lanes that were never used are made. */
async function ownersGone(ids: string[]): Promise<string[]> {
  const lanes = await collectionOf(Lanes)
    .find({ _id: { $in: ids } }, { projection: { owner: 1 }, maxTimeMS: 5_000 })
    .toArray()
  const known = new Set(lanes.map(({ _id }) => _id))
  const missing = ids.filter((id) => !known.has(id))
  const free = { owner: null, takenFrom: null, until: new Date(0), fence: 0 }
  await insertNew(
    collectionOf(Lanes),
    missing.map((_id): Lane => ({ _id, ...free })),
  )
  return lanes.flatMap(({ owner }) => (owner && isGone(owner) ? [owner] : []))
}

function numberOf({ _id }: Lane): number {
  return Number(_id.split(':')[1])
}

function firstEnd(lanes: Lane[]): Date {
  return new Date(Math.min(...lanes.map(({ until }) => until.getTime())))
}
