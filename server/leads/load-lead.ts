import { z } from 'zod'
import { findRows } from '../db/find-rows'
import { idsKnownAs } from '../prospects/merge/where-merged'
import { Workflows } from '../workflows/workflow'
import { type Lead, Leads } from './lead'

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
  const lead = await findLead(prospectId)
  if (!lead) return null
  const workflow = await Workflows.findOne({ _id: lead.workflowId }, { name: 1 }).lean()
  const { convertedAt, workflowId, runId } = lead
  return { prospectId, convertedAt, workflow: { id: workflowId, name: workflow?.name ?? null }, runId }
}

/** Of who was merged into the prospect, too: the first time counts. */
async function findLead(prospectId: string): Promise<Lead | undefined> {
  const ids = await idsKnownAs(prospectId)
  const [first] = await findRows(Leads, { prospectId: { $in: ids } })
    .sort({ convertedAt: 1 })
    .limit(1)
    .toArray()
  return first
}
