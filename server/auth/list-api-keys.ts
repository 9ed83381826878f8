import { ApiKeys } from './api-key'

/** The keys that work, the newest first; never the keys themselves. */
export async function listApiKeys() {
  const keys = await ApiKeys.find({ revokedAt: null }).sort({ createdAt: -1 }).limit(500).lean()
  return keys.map(({ _id, name, scope, start, createdAt, lastUsedAt }) => ({
    id: _id,
    name,
    scope,
    start,
    createdAt,
    lastUsedAt,
  }))
}
