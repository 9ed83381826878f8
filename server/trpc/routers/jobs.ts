import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { retryEffect } from '../../effects/retry-effect'
import { listFailedEffects, listFailedEvents } from '../../failures/list-failures'
import { replayEvent, retryGivenUp } from '../../failures/retry-failures'
import { jobNames } from '../../jobs/job-name'
import { overview } from '../../jobs/overview'
import { runNow } from '../../jobs/run-now'
import { adminProcedure, router } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const jobsRouter = router({
  overview: adminProcedure.query(() => overview()),
  failedEffects: adminProcedure.input(pageSchema).query(({ input }) => listFailedEffects(input)),
  failedEvents: adminProcedure.input(pageSchema).query(({ input }) => listFailedEvents(input)),
  wake: adminProcedure
    .input(z.object({ name: z.enum(jobNames) }))
    .mutation(({ input }) => runNow(input.name)),
  retryEffect: adminProcedure.input(idSchema).mutation(({ input }) => retryEffect(input.id)),
  retryGivenUp: adminProcedure.mutation(async () => ({ retried: await retryGivenUp() })),
  replayEvent: adminProcedure.input(idSchema).mutation(({ input }) => replayEvent(input.id)),
})
