import { z } from 'zod'
import { retryEffect } from '../../effects/retry-effect'
import { marketerProcedure, router } from '../trpc'

export const effectsRouter = router({
  retry: marketerProcedure
    .input(z.object({ id: z.string().min(1) }))
    .mutation(({ input }) => retryEffect(input.id)),
})
