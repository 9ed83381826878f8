import { z } from 'zod'
import { renameJoinLink } from '../join/keep-join-link'
import { workflowNameSchema } from './create-workflow'
import { unknownWorkflow } from './unknown-workflow'
import { Workflows } from './workflow'

export const renameWorkflowSchema = z.object({ id: z.string().min(1), name: workflowNameSchema })

/** @throws AppError 'not-found' */
export async function renameWorkflow({ id, name }: z.infer<typeof renameWorkflowSchema>): Promise<void> {
  const { matchedCount } = await Workflows.updateOne(
    { _id: id, host: null, archivedAt: null },
    { $set: { name, updatedAt: new Date() } },
  )
  if (!matchedCount) throw unknownWorkflow(id)
  await renameJoinLink({ _id: id, name })
}
