import { unknownWorkflow } from './unknown-workflow'
import { type Workflow, Workflows } from './workflow'

/** @throws AppError 'not-found', also for archived ones and for finish action lists, which have doors of their own */
export async function findWorkflow(id: string): Promise<Workflow> {
  const workflow = await Workflows.findOne({ _id: id, host: null, archivedAt: null }).lean()
  if (!workflow) throw unknownWorkflow(id)
  return workflow
}
