import { unknownWorkflow } from './unknown-workflow'
import { type Workflow, Workflows } from './workflow'

/** @throws AppError 'not-found', also for archived ones */
export async function findWorkflow(id: string): Promise<Workflow> {
  const workflow = await Workflows.findOne({ _id: id, archivedAt: null }).lean()
  if (!workflow) throw unknownWorkflow(id)
  return workflow
}
