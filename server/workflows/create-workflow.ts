import { z } from 'zod'
import { emptyDocument, type WorkflowDocument } from '@/workflows/document/document'
import { newId } from '../db/new-id'
import { parseDocument } from './parse-document'
import { Workflows } from './workflow'

export const workflowNameSchema = z.string().trim().min(1, 'Name the workflow').max(200)

export const createWorkflowSchema = z.object({
  name: workflowNameSchema,
  /** A drawing to begin with; empty when left out. */
  document: z.unknown().optional(),
})

/**
 * A new workflow with a draft and nothing live.
 * @throws AppError 'invalid-input' for a malformed document
 */
export async function createWorkflow(
  { name, document: json }: z.infer<typeof createWorkflowSchema>,
  id = newId(),
): Promise<{ id: string; name: string; revision: number; document: WorkflowDocument }> {
  const document = json === undefined ? emptyDocument : parseDocument(json)
  const now = new Date()
  await Workflows.create({
    _id: id,
    name,
    draft: document,
    revision: 1,
    live: null,
    isPaused: false,
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
  })
  return { id, name, revision: 1, document }
}
