import { z } from 'zod'
import { discardAll, heldInPause, releaseAll } from '../../holds/held-in-pause'
import { enrolProspects, enrolProspectsSchema } from '../../runs/enrol-prospects'
import { archiveWorkflow } from '../../workflows/archive-workflow'
import { createWorkflow, createWorkflowSchema } from '../../workflows/create-workflow'
import { listVersions } from '../../workflows/list-versions'
import { listWorkflows, listWorkflowsSchema } from '../../workflows/list-workflows'
import { loadReferences } from '../../workflows/load-references'
import { loadVersion, versionKeySchema } from '../../workflows/load-version'
import { loadWorkflow } from '../../workflows/load-workflow'
import { publishWorkflow, publishWorkflowSchema } from '../../workflows/publish-workflow'
import { renameWorkflow, renameWorkflowSchema } from '../../workflows/rename-workflow'
import { restoreVersion, restoreVersionSchema } from '../../workflows/restore-version'
import { saveDraft, saveDraftSchema } from '../../workflows/save-draft'
import { setPaused, setPausedSchema } from '../../workflows/set-paused'
import { adminProcedure, marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const workflowsRouter = router({
  list: viewerProcedure.input(listWorkflowsSchema).query(({ input }) => listWorkflows(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadWorkflow(input.id)),
  versions: viewerProcedure
    .input(idSchema)
    .query(async ({ input }) => ({ items: await listVersions(input.id), next: null })),
  version: viewerProcedure.input(versionKeySchema).query(({ input }) => loadVersion(input)),
  references: viewerProcedure
    .input(z.object({ workflowId: z.string().optional() }).optional())
    .query(() => loadReferences()),
  create: marketerProcedure.input(createWorkflowSchema).mutation(({ input }) => createWorkflow(input)),
  rename: marketerProcedure.input(renameWorkflowSchema).mutation(({ input }) => renameWorkflow(input)),
  saveDraft: marketerProcedure.input(saveDraftSchema).mutation(({ input }) => saveDraft(input)),
  restore: marketerProcedure.input(restoreVersionSchema).mutation(({ input }) => restoreVersion(input)),
  publish: adminProcedure
    .input(publishWorkflowSchema)
    .mutation(({ input, ctx }) => publishWorkflow(input, ctx.user.id)),
  enrol: marketerProcedure
    .input(enrolProspectsSchema)
    .mutation(async ({ input }) => ({ enrolled: (await enrolProspects(input)).length })),
  setPaused: marketerProcedure.input(setPausedSchema).mutation(({ input }) => setPaused(input)),
  heldInPause: viewerProcedure.input(idSchema).query(({ input }) => heldInPause(input.id)),
  releaseHeld: marketerProcedure
    .input(idSchema)
    .mutation(async ({ input, ctx }) => ({ released: await releaseAll(input.id, ctx.user.id) })),
  discardHeld: marketerProcedure
    .input(idSchema)
    .mutation(async ({ input, ctx }) => ({ discarded: await discardAll(input.id, ctx.user.id) })),
  archive: adminProcedure.input(idSchema).mutation(({ input }) => archiveWorkflow(input.id)),
})
