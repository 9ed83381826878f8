import { z } from 'zod'
import { hashesOfSecret } from '../auth/hash-secret'
import { collectionOf } from '../db/collection-of'
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
  return pseudonymsOf(prospectId)[0] ?? ''
}

/** Which of these prospects were erased, whatever SECRET was at that time. */
export async function erasedAmong(prospectIds: Iterable<string>): Promise<string[]> {
  const pseudonyms = new Map([...new Set(prospectIds)].map((id) => [id, pseudonymsOf(id)]))
  if (pseudonyms.size === 0) return []
  const found = await collectionOf(Tombstones)
    .find({ _id: { $in: [...pseudonyms.values()].flat() } }, { projection: { _id: 1 }, maxTimeMS: 10_000 })
    .toArray()
  const buried = new Set(found.map(({ _id }) => _id))
  return [...pseudonyms].flatMap(([id, names]) => (names.some((name) => buried.has(name)) ? [id] : []))
}

function pseudonymsOf(prospectId: string): string[] {
  return hashesOfSecret('erased', prospectId).map((hash) => `erased-${hash.slice(0, 22)}`)
}
