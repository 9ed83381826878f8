import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import { type List, listSchema } from './list'

/** A list as every door shows it. */
export const listRecordSchema = z.object({
  id: z.string(),
  ...listSchema.pick({ name: true, description: true, createdAt: true, updatedAt: true }).shape,
  /** `static`: filled by people and workflows; `criteria`: fills itself. */
  kind: z.enum(['static', 'criteria']),
  /** Who belongs on it; null on static lists. */
  criteria: listSchema.shape.criteria.unwrap(),
  /** Share of everybody who has been looked at since the criteria were set, 0 to 1; null when that is over. */
  filling: z.number().nullable(),
  /** How many prospects are on it now. */
  memberCount: z.number().int(),
})
export type ListRecord = z.infer<typeof listRecordSchema>

/** Stored lists with the number of their members. */
export async function toListRecords(lists: List[]): Promise<ListRecord[]> {
  return Promise.all(lists.map(async (list) => toListRecord(list, await countMembers(list._id))))
}

/** A stored list as every door shows it. */
export function toListRecord(
  { _id, name, description, kind, criteria, filling, createdAt, updatedAt }: List,
  memberCount: number,
): ListRecord {
  return {
    id: _id,
    name,
    description,
    kind: kind ?? 'static',
    criteria: criteria ?? null,
    filling:
      filling && !filling.finishedAt ? Math.min(1, filling.checked / Math.max(1, filling.total)) : null,
    memberCount,
    createdAt,
    updatedAt,
  }
}

function countMembers(listId: string): Promise<number> {
  return collectionOf(Prospects).countDocuments({ lists: listId }, { maxTimeMS: 10_000 })
}
