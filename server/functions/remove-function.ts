import { Functions } from './function'
import { unknownFunction } from './load-function'

/**
 * Deletes a function. What is published goes on with the copy it has; a draft that calls it cannot be published.
 * @throws AppError 'not-found'
 */
export async function removeFunction(id: string): Promise<void> {
  const { deletedCount } = await Functions.deleteOne({ _id: id })
  if (deletedCount === 0) throw unknownFunction(id)
}
