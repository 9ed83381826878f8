import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * The right to make the first admin: one document, holding the hashes of every one-time link that was printed.
 * Whoever takes the document away has used it up, so it works once.
 */
export const setupTokenSchema = z.object({
  _id: z.literal('first-admin'),
  tokenHashes: z.array(z.string()),
})

export const SetupTokens = defineCollection('setup_tokens', setupTokenSchema)
