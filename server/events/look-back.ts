import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'

/** A visitor whose earlier events are to be looked for, by visitor id. */
export const lookBackSchema = z.object({
  _id: z.string(),
  dueAt: z.date(),
  /** Looked for once already; this is for what was being judged at that moment. */
  isLast: z.boolean(),
})
export type LookBack = z.infer<typeof lookBackSchema>

export const LookBacks = defineCollection('look-backs', lookBackSchema, [{ key: { dueAt: 1 } }])

/** Has a worker attribute what this visitor did before anybody knew whose the visitor id is. Harmless to repeat. */
export async function lookBack(visitorId: string): Promise<void> {
  try {
    await collectionOf(LookBacks).updateOne(
      { _id: visitorId },
      { $set: { dueAt: now(), isLast: false } },
      { upsert: true, maxTimeMS: 5_000 },
    )
  } catch (error) {
    // Another worker asked for the same at this moment.
    if (!isDuplicateKey(error)) throw error
  }
  wakeWorker('visitors.attribute')
}
