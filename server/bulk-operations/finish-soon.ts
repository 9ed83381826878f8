import { setTimeout as sleep } from 'node:timers/promises'
import { claimLane } from '../jobs/claim-lane'
import { holdLane } from '../jobs/hold-lane'
import { endOwner, newOwner } from '../jobs/owner'
import type { BulkOperation } from './bulk-operation'
import { findOperation } from './load-operation'
import { operating } from './operating'

/** Works on a small operation in this process until it is over, for whoever waits for the answer; not for long. */
export async function finishSoon({ _id, lane }: BulkOperation, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs
  const isOver = () => Date.now() > end
  const owner = newOwner()
  try {
    while (!isOver() && (await findOperation(_id)).isOpen) {
      const lease = await claimLane({ kind: 'bulk', lane, owner })
      if (lease) await holdLane(lease, (held) => operating.work(held, isOver))
      else await sleep(25) // a worker has it
    }
  } finally {
    endOwner(owner)
  }
}
