import { z } from 'zod'
import { eventOutcomeSchema, verdictSchema } from '../events/stored-event'
import { holdStateSchema } from './hold-state'

/** A held event as the doors show it: when, who, what, why, until when, and what releasing it would do. */
export const heldRecordSchema = z.object({
  id: z.string(),
  at: z.date(),
  /** One sentence for people. */
  summary: z.string(),
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  ip: z.string().nullable(),
  ...holdStateSchema.shape,
  verdict: verdictSchema.nullable(),
  reasons: z.array(z.string()),
  /** The paused workflow it is held for; null when it is held as a whole. */
  workflow: z.object({ id: z.string(), name: z.string() }).nullable(),
  decided: z.object({ by: z.string().nullable(), at: z.date() }).nullable(),
  outcome: eventOutcomeSchema.nullable(),
  /** The score it found when it arrived; its conditions read the values of that moment. */
  score: z.number().nullable(),
  /** What it would do if it were released now; empty when nothing waits for it. */
  runs: z.array(
    z.object({
      workflow: z.object({ id: z.string(), name: z.string() }),
      version: z.number().int(),
      effects: z.array(z.string()),
    }),
  ),
})
export type HeldRecord = z.infer<typeof heldRecordSchema>
