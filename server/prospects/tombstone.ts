import { z } from 'zod'
import { hashSecret } from '../auth/hash-secret'
import { defineCollection } from '../db/define-collection'

/**
 * Says that a prospect was erased, without saying who: the id is an HMAC of theirs. `pending` is what it takes to
 * erase once more, sealed, for as long as a worker may still write what it read before; then it goes too.
 */
export const tombstoneSchema = z.object({
  _id: z.string(),
  erasedAt: z.date(),
  pending: z.string().nullable(),
})
export type Tombstone = z.infer<typeof tombstoneSchema>

export const Tombstones = defineCollection('tombstones', tombstoneSchema, [
  { key: { pending: 1 }, partialFilterExpression: { pending: { $type: 'string' } } },
])

/** What stands for an erased prospect wherever rows have to keep pointing to one and the same person. */
export function pseudonymOf(prospectId: string): string {
  return `erased-${hashSecret('erased', prospectId).slice(0, 22)}`
}
