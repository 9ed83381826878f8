import type { z } from 'zod'
import { newId } from '../db/new-id'
import { Functions, type StoredFunction } from './function'
import { type createFunctionSchema, newFunction } from './function-fields'
import { type FunctionRecord, toFunctionRecord } from './function-record'

/**
 * A new function; it runs nowhere before a workflow that calls it is published.
 * @param id for callers that must find the same function again when they are repeated
 */
export async function createFunction(
  fields: z.infer<typeof createFunctionSchema>,
  id = newId(),
): Promise<FunctionRecord> {
  const at = new Date()
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const created: StoredFunction = {
    ...newFunction,
    name: fields.name,
    ...given,
    _id: id,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
  await Functions.create(created)
  return toFunctionRecord(created)
}
