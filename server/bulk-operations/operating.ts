import { setImmediate as nextTurn } from 'node:timers/promises'
import { collectionOf } from '../db/collection-of'
import { now } from '../jobs/clock'
import type { HeldLane } from '../jobs/hold-lane'
import type { LaneWork } from '../jobs/lane-work'
import { TURN_MS } from '../jobs/lease'
import { advance } from './advance'
import { type BulkOperation, BulkOperations } from './bulk-operation'

/** Those with something to do now; add the lane. */
export const dueOperations = () => ({ isOpen: true, notBefore: { $lte: now() } })

/** Bulk operations, lane by lane: one at a time in each worker, so that clicks never wait for them. */
export const operating: LaneWork = {
  kind: 'bulk',
  job: 'bulk.step',
  most: 1,
  nextLane: async (from) => {
    const operation = await collectionOf(BulkOperations).findOne(
      { ...dueOperations(), lane: { $gte: from } },
      { sort: { lane: 1 }, projection: { lane: 1 }, maxTimeMS: 5_000 },
    )
    return operation?.lane ?? null
  },
  work: workOnOperations,
}

/** Chunk after chunk, of the operations of this lane in turn, until the turn is over. @returns chunks done */
async function workOnOperations(held: HeldLane, isStopping: () => boolean): Promise<number> {
  const end = Date.now() + TURN_MS
  let chunks = 0
  while (held.isHeld && !isStopping() && Date.now() < end) {
    const operation = await takeUp(held)
    if (!operation) break
    await advance(operation, held)
    chunks += 1
    await nextTurn() // whatever else this process has to do
  }
  return chunks
}

/** The operation of this lane that has waited longest, under the fence of this lease; counts the attempt. */
function takeUp({ lease }: HeldLane): Promise<BulkOperation | null> {
  return collectionOf(BulkOperations).findOneAndUpdate(
    { ...dueOperations(), lane: lease.lane, fence: { $lte: lease.fence } },
    [
      {
        $set: {
          state: 'running',
          fence: lease.fence,
          attempts: { $add: ['$attempts', 1] },
          startedAt: { $ifNull: ['$startedAt', '$$NOW'] },
          updatedAt: '$$NOW',
        },
      },
    ],
    { sort: { updatedAt: 1 }, returnDocument: 'after', maxTimeMS: 5_000 },
  )
}
