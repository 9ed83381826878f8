import { z } from 'zod'
import { cancelRun } from '../../runs/cancel-run'
import { listRuns, listRunsSchema } from '../../runs/list-runs'
import { loadRun } from '../../runs/load-run'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const runsRouter = router({
  list: viewerProcedure.input(listRunsSchema).query(({ input }) => listRuns(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadRun(input.id)),
  cancel: marketerProcedure.input(idSchema).mutation(({ input, ctx }) => cancelRun(input.id, ctx.user.id)),
})
