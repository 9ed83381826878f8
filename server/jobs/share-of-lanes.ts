import { collectionOf } from '../db/collection-of'
import { laneCount } from '../events/lane-of'
import { Lanes } from './lane'
import { isOver, leaseEnd, TURN_MS } from './lease'
import { isGone } from './owner'
import { Planners } from './planner-record'

/** Says that this worker plans, for as long as a lease lasts. */
export async function joinPlanners(owner: string): Promise<void> {
  await collectionOf(Planners).updateOne(
    { _id: owner },
    [{ $set: { since: { $ifNull: ['$since', '$$NOW'] }, until: leaseEnd } }],
    { upsert: true, maxTimeMS: 5_000 },
  )
}

/** The workers that plan just now, in the order in which they began. */
export async function workersPlanning(): Promise<string[]> {
  const planners = await collectionOf(Planners)
    .find({ $expr: { $gt: ['$until', '$$NOW'] } }, { maxTimeMS: 5_000 })
    .sort({ since: 1, _id: 1 })
    .toArray()
  return planners.flatMap(({ _id }) => (isGone(_id) ? [] : [_id]))
}

/** Says that this worker plans no more, and forgets those that never said so. */
export async function leavePlanners(owner: string): Promise<void> {
  await collectionOf(Planners).deleteMany(
    { $or: [{ _id: owner }, { $expr: isOver('$until') }] },
    { maxTimeMS: 5_000 },
  )
}

/**
 * The lanes that a worker may claim: as many of the free ones as there are for each that plans, and those that
 * nobody has taken up for longer than a turn, whoever they were meant for. Nothing breaks when two claim the same.
 */
export async function shareOfLanes(): Promise<number[]> {
  const [planners, free] = await Promise.all([workersPlanning(), freeLanes()])
  const share = Math.ceil(laneCount / Math.max(1, planners.length))
  const [fresh, left] = [free.filter(({ isLeft }) => !isLeft), free.filter(({ isLeft }) => isLeft)]
  return [...left, ...fresh.slice(0, Math.max(0, share - left.length))].map(({ lane }) => lane)
}

/** In an order of chance, so that workers that claim at the same moment claim different ones. */
async function freeLanes(): Promise<{ lane: number; isLeft: boolean }[]> {
  const lanes = await collectionOf(Lanes)
    .aggregate<{ _id: string; owner: string | null; isOver: boolean; idleMs: number }>(
      [
        { $match: { _id: { $in: planLanes.map(({ id }) => id) } } },
        { $project: { owner: 1, isOver: isOver('$until'), idleMs: { $subtract: ['$$NOW', '$until'] } } },
      ],
      { maxTimeMS: 5_000 },
    )
    .toArray()
  const byId = new Map(lanes.map((lane) => [lane._id, lane]))
  const start = Math.floor(Math.random() * laneCount)
  return [...planLanes.slice(start), ...planLanes.slice(0, start)].flatMap(({ id, lane }) => {
    const known = byId.get(id)
    const isFree = !known?.owner || known.isOver || isGone(known.owner)
    return isFree ? [{ lane, isLeft: !known || known.idleMs > 2 * TURN_MS }] : []
  })
}

const planLanes = Array.from({ length: laneCount }, (_, lane) => ({ lane, id: `plan:${lane}` }))
