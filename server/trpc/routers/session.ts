import { completeSetup, completeSetupSchema } from '../../auth/complete-setup'
import { loadPreferences, savePreferences, savePreferencesSchema } from '../../settings/preferences'
import { publicProcedure, router, viewerProcedure } from '../trpc'

export const sessionRouter = router({
  me: viewerProcedure.query(({ ctx }) => ctx.user),
  preferences: viewerProcedure.query(({ ctx }) => loadPreferences(ctx.user.id)),
  savePreferences: viewerProcedure
    .input(savePreferencesSchema)
    .mutation(({ input, ctx }) => savePreferences(ctx.user.id, input)),
  setup: publicProcedure.input(completeSetupSchema).mutation(({ input }) => completeSetup(input)),
})
