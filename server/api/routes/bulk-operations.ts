import { z } from 'zod'
import { changeRequestSchema, startChange } from '../../bulk-operations/actions/start-change'
import { cancelOperation } from '../../bulk-operations/cancel-operation'
import { exportRequestSchema, startExport } from '../../bulk-operations/export/start-export'
import { uploadSchema } from '../../bulk-operations/files/store-upload'
import {
  importAnswerSchema,
  importAtOnce,
  importQuerySchema,
} from '../../bulk-operations/import/import-at-once'
import { listOperations } from '../../bulk-operations/list-operations'
import { loadOperation } from '../../bulk-operations/load-operation'
import { downloadHeaders, downloadKinds, openDownload } from '../../bulk-operations/open-download'
import { bulkOperationRecordSchema } from '../../bulk-operations/operation-record'
import { pageSchema } from '../../db/keyset-page'
import { defineRoute, Otherwise, RawAnswer } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Bulk operations'
const accepted = (id: string) => `/api/v1/bulk-operations/${id}`

export const bulkOperationRoutes = [
  defineRoute({
    method: 'post',
    path: '/prospects/import',
    tag,
    scope: 'write',
    summary: 'Import prospects from CSV',
    description:
      'The body is the file: up to 200 MB and 1,000,000 rows, with a header row; encoding and `delimiter` are found out. Columns are recognised by their names, or given as `mapping`. Between several tags or lists in one cell stands a semicolon; where columns are separated by semicolons, whatever the cells have, or a comma; `separator` says it. Up to 1 MB is imported at once: the answer has the counts and the rows that were not imported. Larger files are answered with 202 and an operation to ask for.',
    takes: 'text/csv',
    query: importQuerySchema,
    body: uploadSchema,
    answer: importAnswerSchema,
    otherwise: { 202: { description: 'Under way; ask for the operation', answer: importAnswerSchema } },
    handle: async ({ body, query, actor }) => {
      const answer = await importAtOnce(body, query, actor.name)
      return answer.operation.finishedAt ? answer : new Otherwise(202, answer)
    },
  }),
  defineRoute({
    method: 'post',
    path: '/prospects/export',
    tag,
    scope: 'read',
    summary: 'Export prospects as CSV',
    description:
      'Answers an operation; when its state is `done`, the file is at `/bulk-operations/{id}/files/result` for a day.',
    body: exportRequestSchema,
    status: 202,
    answer: bulkOperationRecordSchema,
    handle: async ({ body, actor }) => loadOperation((await startExport(body, actor.name))._id),
    location: ({ id }) => accepted(id),
  }),
  defineRoute({
    method: 'post',
    path: '/prospects/bulk',
    tag,
    scope: 'write',
    summary: 'Change many prospects',
    description:
      'One action for some prospects by id, or for all that a search and criteria match. Prospects who come later do not belong to it; the others are looked at in the order of their ids, each as it is then. Workflows are told as when it is done by hand.',
    body: changeRequestSchema,
    status: 202,
    answer: bulkOperationRecordSchema,
    handle: async ({ body, actor }) => loadOperation((await startChange(body, actor.name))._id),
    location: ({ id }) => accepted(id),
  }),
  defineRoute({
    method: 'get',
    path: '/bulk-operations',
    tag,
    scope: 'read',
    summary: 'List bulk operations',
    description: 'Imports, exports and changes of many prospects, the newest first.',
    query: pageSchema,
    answer: pageOf(bulkOperationRecordSchema),
    handle: ({ query }) => listOperations(query),
  }),
  defineRoute({
    method: 'get',
    path: '/bulk-operations/{id}',
    tag,
    scope: 'read',
    summary: 'Read a bulk operation',
    params: idParams,
    answer: bulkOperationRecordSchema,
    handle: ({ params }) => loadOperation(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/bulk-operations/{id}/cancel',
    tag,
    scope: 'write',
    summary: 'Cancel a bulk operation',
    description: 'What was done stays done.',
    params: idParams,
    answer: bulkOperationRecordSchema,
    handle: ({ params }) => cancelOperation(params.id),
  }),
  defineRoute({
    method: 'get',
    path: '/bulk-operations/{id}/files/{file}',
    tag,
    scope: 'read',
    summary: 'Download a file of a bulk operation',
    description:
      '`result` of an export, for a day; `errors` of an import, for a week: its rows that were not imported.',
    params: idParams.extend({ file: z.enum(downloadKinds) }),
    produces: 'text/csv',
    handle: async ({ params }) => {
      const download = await openDownload(params.id, params.file)
      return new RawAnswer(download.body, downloadHeaders(download))
    },
  }),
]
