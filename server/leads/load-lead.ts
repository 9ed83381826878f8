import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Workflows } from '../workflows/workflow'
import { Leads } from './lead'
import { leadIdOf } from './lead-id'

/** A lead as every door shows it. */
export const leadRecordSchema = z.object({
  prospectId: z.string(),
  convertedAt: z.date(),
  /** What converted the prospect; the name is null when it is gone. */
  workflow: z.object({ id: z.string(), name: z.string().nullable() }),
  runId: z.string(),
})
export type LeadRecord = z.infer<typeof leadRecordSchema>

/** When and by what a prospect became a lead; null for those whom no workflow converted. */
export async function loadLead(prospectId: string): Promise<LeadRecord | null> {
  const lead = await collectionOf(Leads).findOne({ _id: leadIdOf(prospectId) }, { maxTimeMS: 5_000 })
  if (!lead) return null
  const workflow = await Workflows.findOne({ _id: lead.workflowId }, { name: 1 }).lean()
  const { convertedAt, workflowId, runId } = lead
  return { prospectId, convertedAt, workflow: { id: workflowId, name: workflow?.name ?? null }, runId }
}
