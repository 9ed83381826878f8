import { collectionOf } from '../db/collection-of'
import { laneCount } from '../events/lane-of'
import { Lanes } from './lane'
import { isOver, leaseEnd, TURN_MS } from './lease'
import { isGone } from './owner'
import { Planners } from './planner-record'

/** Says that this worker plans, for as long as a lease lasts. */
export async function joinPlanners(owner: string): Promise<void> {
  await collectionOf(Planners).updateOne({ _id: owner }, [{ $set: { until: leaseEnd } }], {
    upsert: true,
    maxTimeMS: 5_000,
  })
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
  const [planners, free] = await Promise.all([countPlanners(), freeLanes()])
  const share = Math.ceil(laneCount / Math.max(1, planners))
  const [fresh, left] = [free.filter(({ isLeft }) => !isLeft), free.filter(({ isLeft }) => isLeft)]
  return [...left, ...fresh.slice(0, Math.max(0, share - left.length))].map(({ lane }) => lane)
}

async function countPlanners(): Promise<number> {
  const planners = await collectionOf(Planners)
    .find({ $expr: { $gt: ['$until', '$$NOW'] } }, { maxTimeMS: 5_000 })
    .toArray()
  return planners.filter(({ _id }) => !isGone(_id)).length
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
