import { z } from 'zod'
import { createApiKey, createApiKeySchema } from '../../auth/create-api-key'
import { listApiKeys } from '../../auth/list-api-keys'
import { revokeApiKey } from '../../auth/revoke-api-key'
import { adminProcedure, router } from '../trpc'

export const apiKeysRouter = router({
  list: adminProcedure.query(async () => ({ items: await listApiKeys(), next: null })),
  create: adminProcedure
    .input(createApiKeySchema)
    .mutation(({ input, ctx }) => createApiKey(input, ctx.user.id)),
  revoke: adminProcedure
    .input(z.object({ id: z.string().min(1) }))
    .mutation(({ input }) => revokeApiKey(input.id)),
})
