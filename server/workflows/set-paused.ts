import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { unknownWorkflow } from './unknown-workflow'
import { Workflows } from './workflow'

export const setPausedSchema = z.object({ id: z.string().min(1), isPaused: z.boolean() })

/** True while nothing of this workflow moves. */
export async function isPaused(workflowId: string): Promise<boolean> {
  const paused = await collectionOf(Workflows).findOne(
    { _id: workflowId, isPaused: true },
    { projection: { _id: 1 }, maxTimeMS: 5_000 },
  )
  return paused !== null
}

/**
 * In a paused workflow nothing moves: nobody starts, no wait ends, nothing is sent. What becomes due meanwhile is
 * held, stays held when the workflow is resumed, and is released or discarded by choice, so that nothing floods.
 * @throws AppError 'not-found'
 */
export async function setPaused({ id, isPaused }: z.infer<typeof setPausedSchema>): Promise<void> {
  const { matchedCount } = await Workflows.updateOne(
    { _id: id, host: null, archivedAt: null },
    { $set: { isPaused, updatedAt: new Date() } },
  )
  if (!matchedCount) throw unknownWorkflow(id)
}
