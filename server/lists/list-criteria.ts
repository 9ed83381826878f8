import {
  type Criteria,
  completeCriteriaSchema,
  isCriteriaGroup,
  valuesComparedWith,
} from '@/workflows/criteria/criteria'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { now } from '../jobs/clock'
import { Prospects } from '../prospects/prospect'
import { type List, Lists } from './list'

/** The criteria of a list: at least one comparison, since a list of everybody would be no list. */
export const listCriteriaSchema = completeCriteriaSchema
  .nullable()
  .refine((criteria) => criteria === null || criteria.rules.length > 0, 'Add a condition')

/** A fresh pass over everybody, from the start. */
export async function newFilling(): Promise<NonNullable<List['filling']>> {
  const total = await collectionOf(Prospects).estimatedDocumentCount({ maxTimeMS: 5_000 })
  return { id: newId(), after: '', checked: 0, total, startedAt: now(), finishedAt: null }
}

/** The lists whose members a condition reads. */
function listsReadBy(criteria: Criteria): string[] {
  return valuesComparedWith(criteria, 'lists')
}

/** True when time alone can change who belongs on the list, or something that leaves no mark on the prospect. */
export function changesWithTime(criteria: Criteria): boolean {
  return (criteria?.rules ?? []).some((rule) => {
    if (isCriteriaGroup(rule)) return changesWithTime(rule)
    return rule.field === 'lastActivityAt' || /within(Last|Next)$/i.test(rule.operator)
  })
}

/**
 * Lists may read each other, but not in a circle: they would fill and empty each other for ever.
 * @param id of the list that is to have the criteria
 * @throws AppError 'invalid-input' for a circle, or for a list that does not exist
 */
export async function checkListCriteria(id: string, criteria: Criteria): Promise<void> {
  const wanted = listsReadBy(criteria)
  if (wanted.length === 0) return
  const lists = await findRows(Lists, {}, { name: 1, criteria: 1 }).toArray()
  const byId = new Map(lists.map((list) => [list._id, list]))
  if (wanted.some((listId) => listId !== id && !byId.has(listId)))
    throw wrongCriteria('A list in the criteria does not exist any more. Choose another one.')
  const seen = new Set<string>()
  const queue = [...wanted]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === id)
      throw wrongCriteria(
        'The criteria lead back to this list, so it would never come to rest. Take that list out of the criteria.',
      )
    if (seen.has(next)) continue
    seen.add(next)
    queue.push(...listsReadBy(byId.get(next)?.criteria ?? null))
  }
}

/** The lists whose criteria read this one. */
export async function listsReading(id: string): Promise<List[]> {
  const lists = await findRows(Lists, { kind: 'criteria' }).toArray()
  return lists.filter(({ criteria }) => listsReadBy(criteria ?? null).includes(id))
}

/** @throws AppError 'unprocessable' for a list by criteria: nobody joins or leaves it by hand */
export function refuseByHand({ _id, name, kind }: Pick<List, '_id' | 'name' | 'kind'>): void {
  if (kind !== 'criteria') return
  throw new AppError('unprocessable', {
    message: `list ${_id} fills itself`,
    userMessage: `“${name}” fills itself by its criteria. Change the prospect so that it fits, or change the criteria of the list.`,
  })
}

function wrongCriteria(userMessage: string): AppError {
  return new AppError('invalid-input', {
    message: 'criteria of a list',
    userMessage,
    details: [{ field: 'criteria', message: userMessage }],
  })
}
