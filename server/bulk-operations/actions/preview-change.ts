import type { Filter } from 'mongodb'
import { z } from 'zod'
import { collectionOf } from '../../db/collection-of'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { selectionFilter } from '../../prospects/prospect-selection'
import { isChange, meaningOf } from './bulk-action'
import { type ChangeRequest, checkAction } from './start-change'

/** Longer than that nobody waits for a number. */
const LONGEST_MS = 4_000

export const changePreviewSchema = z.object({
  /** How many prospects are chosen; null: too many to be counted in a moment. */
  total: z.number().int().nullable(),
  /** How many of them change; the others are as they would become. */
  changing: z.number().int().nullable(),
})

/** What an action would do, counted. @throws AppError when it cannot be done */
export async function previewChange({
  selection,
  action,
}: ChangeRequest): Promise<z.infer<typeof changePreviewSchema>> {
  await checkAction(action)
  const chosen = selectionFilter(selection)
  const total = count(chosen)
  const changing = isChange(action) ? count({ $and: [chosen, meaningOf(action).changed] }) : total
  return { total: await total, changing: await changing }
}

async function count(filter: Record<string, unknown>): Promise<number | null> {
  try {
    // Built by us, from what was checked at the door.
    return await collectionOf(Prospects).countDocuments(filter as Filter<Prospect>, { maxTimeMS: LONGEST_MS })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 50) return null // MaxTimeMSExpired
    throw error
  }
}
