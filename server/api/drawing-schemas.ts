import { z } from 'zod'

/** One thing wrong with a drawing: where, and what to do about it. */
export const drawingProblemSchema = z.object({
  code: z.string(),
  nodeId: z.string().nullable(),
  field: z.string().nullable(),
  message: z.string(),
})

/** What saving a draft answers. */
export const savedDraftSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  problems: z.array(drawingProblemSchema),
  warnings: z.array(drawingProblemSchema),
})
