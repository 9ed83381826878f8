import { collectionOf } from '../db/collection-of'
import { type ApiKey, ApiKeys } from './api-key'
import { hashesOfSecret } from './hash-secret'

const noteUseEveryMs = 60_000

/** The key that belongs to this text, or null when it is unknown or revoked. Notes that it was used, once a minute. */
export async function findApiKey(key: string): Promise<ApiKey | null> {
  const hash = { $in: hashesOfSecret('api-key', key) }
  const found = await collectionOf(ApiKeys).findOne({ hash, revokedAt: null }, { maxTimeMS: 20_000 })
  if (!found) return null
  const now = new Date()
  const before = new Date(now.getTime() - noteUseEveryMs)
  if (!found.lastUsedAt || found.lastUsedAt < before) {
    await collectionOf(ApiKeys).updateOne({ _id: found._id }, { $max: { lastUsedAt: now } })
  }
  return found
}
