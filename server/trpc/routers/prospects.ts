import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { createProspect, createProspectSchema } from '../../prospects/create-prospect'
import { eraseProspect } from '../../prospects/erase-prospect'
import { listProspects, listProspectsSchema } from '../../prospects/list-prospects'
import { listTimeline } from '../../prospects/list-timeline'
import { loadProspect } from '../../prospects/load-prospect'
import { updateProspect, updateProspectSchema } from '../../prospects/update-prospect'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const prospectsRouter = router({
  list: viewerProcedure.input(listProspectsSchema).query(({ input }) => listProspects(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadProspect(input.id)),
  timeline: viewerProcedure
    .input(idSchema.extend(pageSchema.shape))
    .query(({ input: { id, ...page } }) => listTimeline(id, page)),
  create: marketerProcedure.input(createProspectSchema).mutation(({ input }) => createProspect(input)),
  update: marketerProcedure
    .input(idSchema.extend(updateProspectSchema.shape))
    .mutation(({ input: { id, ...changes } }) => updateProspect(id, changes)),
  erase: marketerProcedure.input(idSchema).mutation(({ input }) => eraseProspect(input.id)),
})
