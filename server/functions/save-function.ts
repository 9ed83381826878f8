import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Functions } from './function'
import { functionFieldsSchema } from './function-fields'
import { type FunctionRecord, toFunctionRecord } from './function-record'
import { loadFunction } from './load-function'

export const saveFunctionSchema = functionFieldsSchema.partial().extend({
  id: z.string(),
  /** The revision it was read at. */
  revision: z.number().int(),
})

/**
 * Changes a function. Published versions keep theirs until they are published again.
 * @throws AppError 'not-found', 'conflict' when someone saved in between
 */
export async function saveFunction({
  id,
  revision,
  ...fields
}: z.infer<typeof saveFunctionSchema>): Promise<FunctionRecord> {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const saved = await collectionOf(Functions).findOneAndUpdate(
    { _id: id, revision },
    { $set: { ...given, updatedAt: new Date() }, $inc: { revision: 1 } },
    { returnDocument: 'after', maxTimeMS: 5_000 },
  )
  if (saved) return toFunctionRecord(saved)
  const current = await loadFunction(id)
  throw new AppError('conflict', {
    message: `function ${id} is at revision ${current.revision}`,
    userMessage: 'Someone else has saved this function meanwhile. Reload it, then make your change again.',
    details: { revision: current.revision },
  })
}
