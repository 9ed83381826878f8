import { AppError } from '../errors'
import { Functions } from './function'
import { type FunctionRecord, toFunctionRecord } from './function-record'

/** @throws AppError 'not-found' */
export async function loadFunction(id: string): Promise<FunctionRecord> {
  const stored = await Functions.findOne({ _id: id }).lean()
  if (!stored) throw unknownFunction(id)
  return toFunctionRecord(stored)
}

/** The answer to an id that no function has. */
export function unknownFunction(id: string): AppError {
  return new AppError('not-found', {
    message: `no function ${id}`,
    userMessage: 'This function does not exist. Choose one from the list of functions.',
  })
}
