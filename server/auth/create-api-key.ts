import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { newId } from '../db/new-id'
import { ApiKeys, apiKeyScopes } from './api-key'
import { hashSecret } from './hash-secret'

export const createApiKeySchema = z.object({
  name: z.string().trim().min(1, 'Name the key after what uses it').max(100),
  scope: z.enum(apiKeyScopes),
})

/** A new key for the REST API. `key` can be read here and nowhere again. */
export async function createApiKey(
  { name, scope }: z.infer<typeof createApiKeySchema>,
  createdBy: string,
): Promise<{ id: string; name: string; scope: (typeof apiKeyScopes)[number]; key: string }> {
  const key = `sy_${randomBytes(24).toString('base64url')}`
  const id = newId()
  await ApiKeys.create({
    _id: id,
    name,
    scope,
    hash: hashSecret('api-key', key),
    start: key.slice(0, 7),
    createdAt: new Date(),
    createdBy,
    lastUsedAt: null,
    revokedAt: null,
  })
  return { id, name, scope, key }
}
