import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { countProspects, countProspectsSchema } from '../../prospects/count-prospects'
import { createProspect, createProspectSchema } from '../../prospects/create-prospect'
import { eraseProspect } from '../../prospects/erase-prospect'
import { listProspects, listProspectsSchema } from '../../prospects/list-prospects'
import { listScoreHistory } from '../../prospects/list-score-history'
import { listTimeline, listTimelineSchema } from '../../prospects/list-timeline'
import { loadProspect } from '../../prospects/load-prospect'
import { listMerges } from '../../prospects/merge/list-merges'
import { mergeProspects, mergeProspectsSchema, undoMerge } from '../../prospects/merge/merge-prospects'
import { personFigures } from '../../prospects/person-figures'
import { exportPerson } from '../../prospects/personal-data/export-person'
import { updateProspect, updateProspectSchema } from '../../prospects/update-prospect'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const prospectsRouter = router({
  count: viewerProcedure.input(countProspectsSchema).query(({ input }) => countProspects(input)),
  list: viewerProcedure.input(listProspectsSchema).query(({ input }) => listProspects(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadProspect(input.id)),
  timeline: viewerProcedure
    .input(idSchema.extend(listTimelineSchema.shape))
    .query(({ input: { id, ...page } }) => listTimeline(id, page)),
  figures: viewerProcedure.input(idSchema).query(({ input }) => personFigures(input.id)),
  export: marketerProcedure.input(idSchema).query(({ input }) => exportPerson(input.id)),
  create: marketerProcedure.input(createProspectSchema).mutation(({ input }) => createProspect(input)),
  update: marketerProcedure
    .input(idSchema.extend(updateProspectSchema.shape))
    .mutation(({ input: { id, ...changes }, ctx }) => updateProspect(id, changes, ctx.user.id)),
  merge: marketerProcedure
    .input(idSchema.extend(mergeProspectsSchema.shape))
    .mutation(({ input, ctx }) => mergeProspects({ ...input, by: ctx.user.id })),
  undoMerge: marketerProcedure
    .input(idSchema.extend({ mergeId: z.string().min(1) }))
    .mutation(({ input, ctx }) => undoMerge({ ...input, by: ctx.user.id })),
  merges: viewerProcedure.input(idSchema).query(({ input }) => listMerges(input.id)),
  scoreHistory: viewerProcedure
    .input(idSchema.extend(pageSchema.shape))
    .query(({ input: { id, ...page } }) => listScoreHistory(id, page)),
  erase: marketerProcedure.input(idSchema).mutation(({ input }) => eraseProspect(input.id)),
})
