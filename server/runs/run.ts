import { z } from 'zod'
import { runStateSchema } from '@/workflows/run-state'
import { defineCollection } from '../db/define-collection'

/**
 * One prospect going through one version: a projection of the plans of that prospect.
 * `planSeq` is the number of the last plan that changed it, so writing a plan's outcome again is harmless.
 */
export const runSchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  workflowId: z.string(),
  versionId: z.string(),
  versionNumber: z.number().int(),
  status: z.enum(['active', 'waiting', 'finished', 'cancelled']),
  state: runStateSchema,
  planSeq: z.number().int(),
  startedBy: z.string(),
  startedAt: z.date(),
  updatedAt: z.date(),
  /** The next instant a wait of this run is over; null when none is. */
  wakeAt: z.date().nullable(),
})
export type Run = z.infer<typeof runSchema>

export const Runs = defineCollection('runs', runSchema, [
  { key: { prospectId: 1, status: 1 } },
  { key: { workflowId: 1, startedAt: -1, _id: -1 } },
  { key: { prospectId: 1, startedAt: -1, _id: -1 } },
  { key: { startedAt: -1, _id: -1 } },
  { key: { wakeAt: 1 }, name: 'wake' },
])
