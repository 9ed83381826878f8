import { z } from 'zod'
import { functionSchema, type StoredFunction } from './function'

/** A function as every door shows it. */
export const functionRecordSchema = z.object({ id: z.string(), ...functionSchema.omit({ _id: true }).shape })
export type FunctionRecord = z.infer<typeof functionRecordSchema>

export function toFunctionRecord({ _id, ...rest }: StoredFunction): FunctionRecord {
  return { id: _id, ...rest }
}

/** A function in a list: without its code. */
export const listedFunctionSchema = functionRecordSchema.omit({ code: true })
export type ListedFunction = z.infer<typeof listedFunctionSchema>
