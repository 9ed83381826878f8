import { z } from 'zod'
import { defineCollection } from '../db/define-collection'
import type { Role } from './roles'

/** What a key may do; each includes the ones before it. */
export const apiKeyScopes = ['read', 'write', 'publish'] as const
export type ApiKeyScope = (typeof apiKeyScopes)[number]

/** The person a key stands for, so that both doors share one judgement. */
export const roleOfScope: Record<ApiKeyScope, Role> = { read: 'viewer', write: 'marketer', publish: 'admin' }

/** A key of the REST API. The key itself is shown once and kept only as a hash. */
export const apiKeySchema = z.object({
  _id: z.string(),
  name: z.string(),
  scope: z.enum(apiKeyScopes),
  hash: z.string(),
  /** The first characters, to tell keys apart in a list. */
  start: z.string(),
  createdAt: z.date(),
  createdBy: z.string(),
  lastUsedAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

export const ApiKeys = defineCollection('api_keys', apiKeySchema, [{ key: { hash: 1 }, unique: true }])
