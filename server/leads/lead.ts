import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** Says that, when and by what a prospect became a lead: one record per prospect, the id derived from theirs. */
export const leadSchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  convertedAt: z.date(),
  /** The effect that converted them; every later one finds the lead here and changes nothing (?21). */
  effectId: z.string(),
  workflowId: z.string(),
  runId: z.string(),
})
export type Lead = z.infer<typeof leadSchema>

export const Leads = defineCollection('leads', leadSchema, [
  { key: { prospectId: 1 } },
  { key: { convertedAt: -1, _id: -1 } },
])
