import { z } from 'zod'
import { unknownWorkflow } from './unknown-workflow'
import { Workflows } from './workflow'

export const setPausedSchema = z.object({ id: z.string().min(1), isPaused: z.boolean() })

/**
 * A paused workflow starts no new runs; those on their way go on.
 * @throws AppError 'not-found'
 */
export async function setPaused({ id, isPaused }: z.infer<typeof setPausedSchema>): Promise<void> {
  const { matchedCount } = await Workflows.updateOne(
    { _id: id, archivedAt: null },
    { $set: { isPaused, updatedAt: new Date() } },
  )
  if (!matchedCount) throw unknownWorkflow(id)
}
