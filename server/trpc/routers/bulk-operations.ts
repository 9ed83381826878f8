import { z } from 'zod'
import { previewChange } from '../../bulk-operations/actions/preview-change'
import { changeRequestSchema, startChange } from '../../bulk-operations/actions/start-change'
import { cancelOperation } from '../../bulk-operations/cancel-operation'
import { listExportColumns } from '../../bulk-operations/export/list-export-columns'
import { exportRequestSchema, startExport } from '../../bulk-operations/export/start-export'
import { importRequestSchema } from '../../bulk-operations/import/prepare-import'
import { previewImport } from '../../bulk-operations/import/preview-import'
import { startImport } from '../../bulk-operations/import/start-import'
import { listOperations } from '../../bulk-operations/list-operations'
import { loadOperation } from '../../bulk-operations/load-operation'
import { pageSchema } from '../../db/keyset-page'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })

export const bulkOperationsRouter = router({
  list: viewerProcedure.input(pageSchema).query(({ input }) => listOperations(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadOperation(input.id)),
  cancel: marketerProcedure.input(idSchema).mutation(({ input }) => cancelOperation(input.id)),
  previewImport: marketerProcedure
    .input(importRequestSchema)
    .query(({ input, ctx }) => previewImport(input, ctx.user.id)),
  startImport: marketerProcedure
    .input(importRequestSchema)
    .mutation(async ({ input, ctx }) => ({ id: (await startImport(input, ctx.user.id))._id })),
  exportColumns: viewerProcedure.query(() => listExportColumns()),
  startExport: marketerProcedure
    .input(exportRequestSchema)
    .mutation(async ({ input, ctx }) => ({ id: (await startExport(input, ctx.user.id))._id })),
  previewChange: marketerProcedure.input(changeRequestSchema).query(({ input }) => previewChange(input)),
  startChange: marketerProcedure
    .input(changeRequestSchema)
    .mutation(async ({ input, ctx }) => ({ id: (await startChange(input, ctx.user.id))._id })),
})
