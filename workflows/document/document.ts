import { z } from 'zod'
import { reentrySchema } from './reentry'

/** The format number of documents written today; older ones are migrated on read. */
export const documentVersion = 2

export const nodeSchema = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
  position: z.object({ x: z.number(), y: z.number() }),
})
export type WorkflowNode = z.infer<typeof nodeSchema>

export const edgeSchema = z.object({
  id: z.string().min(1),
  from: z.string().min(1),
  output: z.string().min(1),
  to: z.string().min(1),
})
export type WorkflowEdge = z.infer<typeof edgeSchema>

/** What holds for the workflow as a whole. */
export const workflowSettingsSchema = z.object({ reentry: reentrySchema })
export type WorkflowSettings = z.infer<typeof workflowSettingsSchema>

export const standardSettings: WorkflowSettings = { reentry: { mode: 'always' } }

/**
 * A drawing. Checks only form: half-filled configs and unknown types are kept, so that work always saves;
 * `compile` judges the rest. Ids never change and are never names or indexes.
 */
export const workflowDocumentSchema = z.object({
  version: z.literal(documentVersion),
  settings: workflowSettingsSchema,
  nodes: z.array(nodeSchema).max(2000),
  edges: z.array(edgeSchema).max(5000),
})
export type WorkflowDocument = z.infer<typeof workflowDocumentSchema>

export const emptyDocument: WorkflowDocument = {
  version: documentVersion,
  settings: standardSettings,
  nodes: [],
  edges: [],
}
