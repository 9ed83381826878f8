import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { wakeWorker } from '../jobs/wake-channel'

/** What was about to be sent when its workflow was paused goes out now. @returns how many effects */
export async function releaseHeldEffects(workflowId: string): Promise<number> {
  const { modifiedCount } = await collectionOf(Effects).updateMany(
    { workflowId, state: 'held' },
    { $set: { state: 'due', reason: null } },
    { maxTimeMS: 10_000 },
  )
  if (modifiedCount) wakeWorker('effects.apply')
  return modifiedCount
}

/** What was about to be sent when its workflow was paused is not sent any more. @returns how many effects */
export async function discardHeldEffects(workflowId: string): Promise<number> {
  const { modifiedCount } = await collectionOf(Effects).updateMany(
    { workflowId, state: 'held' },
    {
      $set: {
        state: 'cancelled',
        reason: { code: 'discarded', message: 'Discarded after the workflow was paused' },
      },
    },
    { maxTimeMS: 10_000 },
  )
  return modifiedCount
}
