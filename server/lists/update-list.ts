import { z } from 'zod'
import { createListSchema } from './create-list'
import { Lists } from './list'
import type { ListRecord } from './list-record'
import { loadList, unknownList } from './load-list'

export const updateListSchema = z
  .object({ name: createListSchema.shape.name, description: createListSchema.shape.description.unwrap() })
  .partial()

/** Changes what is given. @throws AppError 'not-found' */
export async function updateList(
  id: string,
  changes: z.output<typeof updateListSchema>,
): Promise<ListRecord> {
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const { matchedCount } = await Lists.updateOne({ _id: id }, { $set: { ...set, updatedAt: new Date() } })
  if (!matchedCount) throw unknownList(id)
  return loadList(id)
}
