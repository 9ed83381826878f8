import { z } from 'zod'
import { finishActionHostSchema } from '@/workflows/hosts'
import { loadFinishActions } from '../../finish-actions/load-finish-actions'
import { saveFinishActions, saveFinishActionsSchema } from '../../finish-actions/save-finish-actions'
import { adminProcedure, router, viewerProcedure } from '../trpc'

const hostSchema = z.object({ host: finishActionHostSchema })

/** Saving publishes, so it needs the right to publish. */
export const finishActionsRouter = router({
  get: viewerProcedure.input(hostSchema).query(({ input }) => loadFinishActions(input.host)),
  save: adminProcedure
    .input(hostSchema.extend(saveFinishActionsSchema.shape))
    .mutation(({ input: { host, ...list }, ctx }) => saveFinishActions(host, list, ctx.user.id)),
})
