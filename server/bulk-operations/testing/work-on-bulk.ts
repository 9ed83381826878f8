import { setTimeout as sleep } from 'node:timers/promises'
import { collectionOf } from '../../db/collection-of'
import { claimLane } from '../../jobs/claim-lane'
import { holdLane } from '../../jobs/hold-lane'
import { newOwner } from '../../jobs/owner'
import { type BulkOperation, BulkOperations } from '../bulk-operation'
import { operating } from '../operating'

/** Does what a worker does with bulk operations, until none is open that may be tried now. */
export async function workOnBulk(owner = newOwner()): Promise<void> {
  for (let lane = await operating.nextLane(0); lane !== null; lane = await operating.nextLane(0)) {
    const lease = await claimLane({ kind: 'bulk', lane, owner })
    if (!lease) await sleep(20)
    else await holdLane(lease, (held) => operating.work(held, () => false))
  }
}

/** The operation as it is stored. */
export async function operationNow(id: string): Promise<BulkOperation> {
  const operation = await collectionOf(BulkOperations).findOne({ _id: id })
  if (!operation) throw new Error(`no operation ${id}`)
  return operation
}
