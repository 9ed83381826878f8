import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** What counts together: two policies, one for everything that is clicked and one for forms (?1). */
export const spamChannelSchema = z.enum(['clicks', 'forms'])
export type SpamChannel = z.infer<typeof spamChannelSchema>

/**
 * One window of a key: it reaches from its first event, inclusive, to `until`, exclusive, and keeps the policy it
 * was opened with. The place of an event among `ids` is its number, so counting it again answers the same.
 */
export const spamWindowSchema = z.object({
  start: z.date(),
  until: z.date(),
  /** The number at which the key is marked. */
  limit: z.number().int(),
  /** How many events are processed; the ones after them are not. */
  most: z.number().int(),
  ids: z.array(z.string()),
})
export type SpamWindow = z.infer<typeof spamWindowSchema>

/** The last windows of one key: address, person (or nobody: IR-23) and, for clicks, what was clicked (?4). */
export const spamCounterSchema = z.object({
  _id: z.string(),
  channel: spamChannelSchema,
  /** What was clicked; null for forms, which count together whatever form it is (?4). */
  host: z.object({ kind: z.string(), id: z.string() }).nullable(),
  who: z.string().nullable(),
  ip: z.string(),
  windows: z.array(spamWindowSchema),
  /** When the last of its windows is over. */
  until: z.date(),
  countedAt: z.date(),
})
export type SpamCounter = z.infer<typeof spamCounterSchema>

export const SpamCounters = defineCollection('spam-windows', spamCounterSchema, [
  { key: { until: -1, _id: -1 } },
  { key: { countedAt: 1 } },
  { key: { who: 1 } },
])
