import { z } from 'zod'
import { AppError } from '../errors'
import { listDescriptionSchema, listNameSchema } from './create-list'
import { Lists } from './list'
import { checkListCriteria, listCriteriaSchema, newFilling } from './list-criteria'
import type { ListRecord } from './list-record'
import { findList, loadList } from './load-list'

export const updateListSchema = z
  .object({
    name: listNameSchema,
    description: listDescriptionSchema,
    /** Of a list by criteria only: who belongs on it from now on. */
    criteria: listCriteriaSchema,
  })
  .partial()

/**
 * Changes what is given. With new criteria everybody is looked at again: some join, some leave.
 * @throws AppError 'not-found', or 'invalid-input' for criteria of a static list, or that lead in a circle
 */
export async function updateList(
  id: string,
  { criteria, ...plain }: z.output<typeof updateListSchema>,
): Promise<ListRecord> {
  const list = await findList(id)
  if (criteria !== undefined && (list.kind === 'criteria') !== (criteria !== null)) throw wrongKind(list.kind)
  if (criteria) await checkListCriteria(id, criteria)
  const isNew = criteria && JSON.stringify(criteria) !== JSON.stringify(list.criteria)
  const set = {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(isNew && { criteria, filling: await newFilling() }),
  }
  await Lists.updateOne({ _id: id }, { $set: { ...set, updatedAt: new Date() } })
  return loadList(id)
}

function wrongKind(kind: 'static' | 'criteria' | undefined): AppError {
  const userMessage =
    kind === 'criteria'
      ? 'This list fills itself, so it needs criteria. Give at least one condition, or create a static list.'
      : 'This list is static: people and workflows fill it. Create another list for these criteria.'
  return new AppError('invalid-input', {
    message: 'criteria do not fit the kind of list',
    userMessage,
    details: [{ field: 'criteria', message: userMessage }],
  })
}
