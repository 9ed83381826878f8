import { unknownWorkflow } from './unknown-workflow'
import { Workflows } from './workflow'

/**
 * Takes a workflow out of the list and off the air. Runs on their way go on by their own version.
 * @throws AppError 'not-found'
 */
export async function archiveWorkflow(id: string): Promise<void> {
  const now = new Date()
  const { matchedCount } = await Workflows.updateOne(
    { _id: id, host: null, archivedAt: null },
    { $set: { archivedAt: now, live: null, liveRevision: null, updatedAt: now } },
  )
  if (!matchedCount) throw unknownWorkflow(id)
}
