import { completeSetup, completeSetupSchema } from '../../auth/complete-setup'
import { publicProcedure, router, viewerProcedure } from '../trpc'

export const sessionRouter = router({
  me: viewerProcedure.query(({ ctx }) => ctx.user),
  setup: publicProcedure.input(completeSetupSchema).mutation(({ input }) => completeSetup(input)),
})
