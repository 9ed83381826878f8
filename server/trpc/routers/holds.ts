import { z } from 'zod'
import { discardHeld } from '../../holds/discard-held'
import { listHeld, listHeldSchema } from '../../holds/list-held'
import { loadHeld } from '../../holds/load-held'
import { releaseHeld } from '../../holds/release-held'
import { listSpamWindows } from '../../spam/list-spam-windows'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idsSchema = z.object({ ids: z.array(z.string().min(1)).min(1, 'Choose at least one').max(500) })

export const holdsRouter = router({
  list: viewerProcedure.input(listHeldSchema).query(({ input }) => listHeld(input)),
  get: viewerProcedure.input(z.object({ id: z.string().min(1) })).query(({ input }) => loadHeld(input.id)),
  windows: viewerProcedure.query(() => listSpamWindows()),
  release: marketerProcedure
    .input(idsSchema)
    .mutation(async ({ input, ctx }) => ({ released: await releaseHeld(input.ids, ctx.user.id) })),
  discard: marketerProcedure
    .input(idsSchema)
    .mutation(async ({ input, ctx }) => ({ discarded: await discardHeld(input.ids, ctx.user.id) })),
})
