import { z } from 'zod'
import { newId } from '../db/new-id'
import { type List, Lists } from './list'
import { checkListCriteria, listCriteriaSchema, newFilling } from './list-criteria'
import { type ListRecord, toListRecord } from './list-record'

export const listNameSchema = z
  .string()
  .trim()
  .min(1, 'Name the list so that you recognise it')
  .max(200, '“Name” can have at most 200 characters')
export const listDescriptionSchema = z
  .string()
  .trim()
  .max(2000, '“Description” can have at most 2,000 characters')

export const createListSchema = z.object({
  name: listNameSchema,
  description: listDescriptionSchema.default(''),
  /** Given: the list fills itself with the prospects that meet them. Left out or null: a static list. */
  criteria: listCriteriaSchema.default(null),
})

/**
 * A new list: a static one with nobody on it, or one by criteria, which a worker begins to fill at once.
 * @param id for callers that must find the same list again when they are repeated
 * @throws AppError 'invalid-input' for criteria that read a list which does not exist
 */
export async function createList(
  {
    name,
    description,
    criteria = null,
  }: Partial<z.output<typeof createListSchema>> & { name: string; description: string },
  id = newId(),
): Promise<ListRecord> {
  const now = new Date()
  if (criteria) await checkListCriteria(id, criteria)
  const list: List = {
    _id: id,
    name,
    description,
    kind: criteria ? 'criteria' : 'static',
    criteria,
    filling: criteria ? await newFilling() : null,
    createdAt: now,
    updatedAt: now,
  }
  await Lists.create(list)
  return toListRecord(list, 0)
}
