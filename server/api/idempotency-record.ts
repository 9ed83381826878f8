import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * What became of a POST with an `Idempotency-Key`. The key is kept as a hash and the answer is sealed with it, so the
 * row says nothing to anybody but the client.
 */
export const idempotencyRecordSchema = z.object({
  _id: z.string(),
  requestHash: z.string(),
  /** Null while the first request is being worked on. */
  answer: z.string().nullable(),
  createdAt: z.date(),
})
export type IdempotencyRecord = z.infer<typeof idempotencyRecordSchema>

export const IdempotencyRecords = defineCollection('idempotency', idempotencyRecordSchema, [
  { key: { createdAt: 1 } },
])
