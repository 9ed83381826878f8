import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Prospects } from '../prospects/prospect'
import { type List, listSchema } from './list'

/** A list as every door shows it. */
export const listRecordSchema = z.object({
  id: z.string(),
  ...listSchema.omit({ _id: true }).shape,
  /** How many prospects are on it now. */
  memberCount: z.number().int(),
})
export type ListRecord = z.infer<typeof listRecordSchema>

/** Stored lists with the number of their members. */
export async function toListRecords(lists: List[]): Promise<ListRecord[]> {
  return Promise.all(
    lists.map(async ({ _id, ...list }) => ({ id: _id, ...list, memberCount: await countMembers(_id) })),
  )
}

function countMembers(listId: string): Promise<number> {
  return collectionOf(Prospects).countDocuments({ lists: listId }, { maxTimeMS: 10_000 })
}
