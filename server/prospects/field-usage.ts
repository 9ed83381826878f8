import { z } from 'zod'
import { fieldsReadBy } from '@/workflows/criteria/criteria'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { isOutOfTime } from '../db/is-out-of-time'
import { Lists } from '../lists/list'
import { Versions } from '../workflows/version'
import { Workflows } from '../workflows/workflow'
import { Prospects } from './prospect'
import { findField } from './update-field'

const namedSchema = z.object({ id: z.string(), name: z.string() })
export const fieldUsageSchema = z.object({
  /** Live workflows and finish action lists that read or change it. */
  workflows: z.array(namedSchema),
  /** Lists whose criteria read it. */
  lists: z.array(namedSchema),
  /** Prospects that have a value, counted up to 10,000; null when counting took too long. */
  prospects: z.number().int().nullable(),
})
type FieldUsage = z.infer<typeof fieldUsageSchema>

/** What uses a custom field, to be seen before it is archived. @throws AppError 'not-found' */
export async function fieldUsage(key: string): Promise<FieldUsage> {
  await findField(key)
  const [workflows, lists, prospects] = await Promise.all([
    workflowsUsing(`fields.${key}`),
    listsReading(`fields.${key}`),
    countWithValue(`fields.${key}`),
  ])
  return { workflows, lists, prospects }
}

async function workflowsUsing(field: string): Promise<{ id: string; name: string }[]> {
  const live = await findRows(
    Workflows,
    { live: { $ne: null }, archivedAt: null },
    { name: 1, live: 1 },
  ).toArray()
  const versionIds = live.flatMap((workflow) => workflow.live?.versionId ?? [])
  const using = new Set<string>()
  // In criteria and in actions alike it stands as a whole text.
  for await (const { _id, document } of findRows(Versions, { _id: { $in: versionIds } }, { document: 1 }))
    if (JSON.stringify(document).includes(JSON.stringify(field))) using.add(_id)
  return live
    .filter((workflow) => workflow.live && using.has(workflow.live.versionId))
    .map(({ _id, name }) => ({ id: _id, name }))
}

async function listsReading(field: string): Promise<{ id: string; name: string }[]> {
  const lists = await findRows(Lists, { kind: 'criteria' }, { name: 1, criteria: 1 }).toArray()
  return lists
    .filter(({ criteria }) => fieldsReadBy(criteria ?? null).includes(field))
    .map(({ _id, name }) => ({ id: _id, name }))
}

async function countWithValue(field: string): Promise<number | null> {
  try {
    return await collectionOf(Prospects).countDocuments(
      { [field]: { $nin: [null, ''] } },
      { limit: 10_000, maxTimeMS: 3_000 },
    )
  } catch (error) {
    if (isOutOfTime(error)) return null
    throw error
  }
}
