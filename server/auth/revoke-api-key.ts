import { AppError } from '../errors'
import { ApiKeys } from './api-key'

/**
 * Ends a key at once, everywhere.
 * @throws AppError 'not-found'
 */
export async function revokeApiKey(id: string): Promise<void> {
  const { matchedCount } = await ApiKeys.updateOne(
    { _id: id, revokedAt: null },
    { $set: { revokedAt: new Date() } },
  )
  if (matchedCount) return
  throw new AppError('not-found', {
    message: `no API key ${id}`,
    userMessage: 'This key does not exist any more. Reload the page.',
  })
}
