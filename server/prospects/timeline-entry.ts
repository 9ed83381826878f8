import { z } from 'zod'
import { clickSignalsSchema, verdictSchema } from '../events/stored-event'
import { holdStateSchema } from '../holds/hold-state'

/** One line of a prospect's timeline: something that happened, was changed, or was sent. */
export const timelineEntrySchema = z.object({
  id: z.string(),
  at: z.date(),
  /** The kind of event (`link.clicked`) or effect (`tags.add`), or `email.sent`. */
  kind: z.string(),
  /** One sentence for people. */
  summary: z.string(),
  verdict: verdictSchema.nullable(),
  reasons: z.array(z.string()),
  /** What the browser said of a click; null for everything else, and once it was erased. */
  click: z
    .object({
      userAgent: z.string(),
      referrer: z.string(),
      ip: z.string(),
      token: clickSignalsSchema.shape.token,
    })
    .nullable(),
  /** Why an event led to nothing, or an effect was not done, as a code. */
  outcome: z.string().nullable(),
  /** Null when it never was held. */
  hold: holdStateSchema.nullable(),
  linkId: z.string().nullable(),
  messageId: z.string().nullable(),
  workflowId: z.string().nullable(),
  /** The runs it concerned. */
  runIds: z.array(z.string()),
})
export type TimelineEntry = z.infer<typeof timelineEntrySchema>
