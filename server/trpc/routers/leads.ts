import { z } from 'zod'
import { loadLead } from '../../leads/load-lead'
import { router, viewerProcedure } from '../trpc'

export const leadsRouter = router({
  ofProspect: viewerProcedure
    .input(z.object({ id: z.string().min(1) }))
    .query(({ input }) => loadLead(input.id)),
})
