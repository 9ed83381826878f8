import { z } from 'zod'
import { changeRequestSchema } from '@/workflows/effects'

/** What came of one call of a function. `line` and `column` are places in its code, from 1. */
export const functionResultSchema = z.object({
  ok: z.boolean(),
  /** What it asked for; empty when it failed. */
  changes: z.array(changeRequestSchema),
  /** Why it failed; null when it did not. */
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      line: z.number().int().nullable(),
      column: z.number().int().nullable(),
    })
    .nullable(),
  logs: z.array(z.string()),
  durationMs: z.number(),
  at: z.date(),
})
export type FunctionResult = z.infer<typeof functionResultSchema>
