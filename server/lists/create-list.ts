import { z } from 'zod'
import { newId } from '../db/new-id'
import { Lists } from './list'
import type { ListRecord } from './list-record'

export const createListSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Name the list so that you recognise it')
    .max(200, '“Name” can have at most 200 characters'),
  description: z.string().trim().max(2000, '“Description” can have at most 2,000 characters').default(''),
})

/**
 * A new list with nobody on it.
 * @param id for callers that must find the same list again when they are repeated
 */
export async function createList(
  { name, description }: z.output<typeof createListSchema>,
  id = newId(),
): Promise<ListRecord> {
  const now = new Date()
  const list = { _id: id, name, description, createdAt: now, updatedAt: now }
  await Lists.create(list)
  const { _id, ...rest } = list
  return { id: _id, ...rest, memberCount: 0 }
}
