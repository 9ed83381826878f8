import { z } from 'zod'
import { workflowDocumentSchema } from '@/workflows/document/document'
import { enrolProspects, enrolProspectsSchema } from '../../runs/enrol-prospects'
import { archiveWorkflow } from '../../workflows/archive-workflow'
import { createWorkflow, createWorkflowSchema } from '../../workflows/create-workflow'
import { listVersions } from '../../workflows/list-versions'
import { listWorkflows, listWorkflowsSchema } from '../../workflows/list-workflows'
import { loadVersion } from '../../workflows/load-version'
import { loadWorkflow } from '../../workflows/load-workflow'
import { publishWorkflow, publishWorkflowSchema } from '../../workflows/publish-workflow'
import { restoreVersion, restoreVersionSchema } from '../../workflows/restore-version'
import { saveDraft, saveDraftSchema } from '../../workflows/save-draft'
import { setPaused } from '../../workflows/set-paused'
import { defineRoute, Otherwise } from '../define-route'
import { idParams, pageOf } from '../page-schema'
import { problem, problemSchema } from '../problem'

const tag = 'Workflows'

const problemInDrawingSchema = z.object({
  code: z.string(),
  nodeId: z.string().nullable(),
  field: z.string().nullable(),
  message: z.string(),
})

const liveSchema = z.object({ version: z.number().int(), hash: z.string(), publishedAt: z.date() }).nullable()

const workflowSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Null when the stored draft cannot be read. */
  document: workflowDocumentSchema.nullable(),
  documentProblem: z.string().nullable(),
  revision: z.number().int(),
  live: liveSchema,
  hasUnpublishedChanges: z.boolean(),
  isPaused: z.boolean(),
  problems: z.array(problemInDrawingSchema),
  warnings: z.array(problemInDrawingSchema),
  createdAt: z.date(),
  updatedAt: z.date(),
})

const savedSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  problems: z.array(problemInDrawingSchema),
  warnings: z.array(problemInDrawingSchema),
})

const versionSchema = z.object({
  version: z.number().int(),
  hash: z.string(),
  publishedAt: z.date(),
  publishedBy: z.string(),
  isLive: z.boolean(),
})

const versionParams = idParams.extend({ n: z.coerce.number<string>().int().min(1) })

export const workflowRoutes = [
  defineRoute({
    method: 'post',
    path: '/workflows',
    tag,
    scope: 'write',
    summary: 'Create a workflow',
    description: 'With a drawing to begin with, or empty. Nothing is live until it is published.',
    body: createWorkflowSchema,
    status: 201,
    answer: workflowSchema,
    handle: async ({ body }) => readWorkflow((await createWorkflow(body)).id),
    location: ({ id }) => `/api/v1/workflows/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/workflows',
    tag,
    scope: 'read',
    summary: 'List workflows',
    description: 'The last changed first, with how many prospects are in them.',
    query: listWorkflowsSchema,
    answer: pageOf(
      z.object({
        id: z.string(),
        name: z.string(),
        live: z.object({ version: z.number().int(), publishedAt: z.date() }).nullable(),
        isPaused: z.boolean(),
        hasUnpublishedChanges: z.boolean(),
        runs: z.object({
          active: z.number().int(),
          waiting: z.number().int(),
          finished: z.number().int(),
        }),
        updatedAt: z.date(),
      }),
    ),
    handle: async ({ query }) => {
      const { items, next } = await listWorkflows(query)
      return {
        next,
        items: items.map(({ live, ...workflow }) => ({
          ...workflow,
          live: live && { version: live.number, publishedAt: live.publishedAt },
        })),
      }
    },
  }),
  defineRoute({
    method: 'get',
    path: '/workflows/{id}',
    tag,
    scope: 'read',
    summary: 'Read a workflow, its draft and what is wrong with it',
    params: idParams,
    answer: workflowSchema,
    handle: ({ params }) => readWorkflow(params.id),
  }),
  defineRoute({
    method: 'delete',
    path: '/workflows/{id}',
    tag,
    scope: 'publish',
    summary: 'Archive a workflow',
    description: 'It goes off the air. Runs on their way go on.',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await archiveWorkflow(params.id)
      return undefined
    },
  }),
  defineRoute({
    method: 'put',
    path: '/workflows/{id}/draft',
    tag,
    scope: 'write',
    summary: 'Save the draft',
    description:
      'Any well-formed drawing is saved, however unfinished. `revision` is the one you read; when someone saved in between, the answer is 409.',
    params: idParams,
    body: saveDraftSchema.omit({ id: true }),
    answer: savedSchema,
    handle: async ({ params: { id }, body }) => ({ id, ...(await saveDraft({ id, ...body })) }),
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/publish',
    tag,
    scope: 'publish',
    summary: 'Publish the draft as a version',
    description:
      'Makes an immutable version and sets it live; runs on their way keep theirs. With `revision`, only that draft is published.',
    params: idParams,
    body: publishWorkflowSchema.omit({ id: true }),
    status: 201,
    answer: z.object({ version: z.number().int(), hash: z.string() }),
    otherwise: {
      422: {
        description: 'The drawing cannot be published yet; all its problems',
        answer: problemSchema.extend({ problems: z.array(problemInDrawingSchema) }),
      },
    },
    handle: async ({ params: { id }, body, actor }) => {
      const published = await publishWorkflow({ id, ...body }, actor.name)
      if (published.ok) return { version: published.number, hash: published.hash }
      const detail = `Solve ${published.problems.length} problem(s) in the drawing, then publish again.`
      return new Otherwise(422, { ...problem('unprocessable', detail), problems: published.problems })
    },
  }),
  defineRoute({
    method: 'get',
    path: '/workflows/{id}/versions',
    tag,
    scope: 'read',
    summary: 'List the versions of a workflow',
    params: idParams,
    answer: pageOf(versionSchema.extend({ runs: z.number().int() })),
    handle: async ({ params }) => {
      const versions = await listVersions(params.id)
      return { items: versions.map(({ number, ...rest }) => ({ version: number, ...rest })), next: null }
    },
  }),
  defineRoute({
    method: 'get',
    path: '/workflows/{id}/versions/{n}',
    tag,
    scope: 'read',
    summary: 'Read a version',
    params: versionParams,
    answer: versionSchema.extend({ document: workflowDocumentSchema }),
    handle: async ({ params: { id, n } }) => {
      const { number, messages: _messages, ...version } = await loadVersion({ id, number: n })
      return { version: number, ...version }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/versions/{n}/restore',
    tag,
    scope: 'write',
    summary: 'Make a version the draft again',
    description: 'Nothing goes live until it is published.',
    params: versionParams,
    body: restoreVersionSchema.pick({ revision: true }),
    answer: savedSchema,
    handle: async ({ params: { id, n }, body }) => ({
      id,
      ...(await restoreVersion({ id, number: n, ...body })),
    }),
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/pause',
    tag,
    scope: 'write',
    summary: 'Pause or resume a workflow',
    description:
      'A paused workflow starts no new runs; those on their way go on. `{ "isPaused": false }` resumes.',
    params: idParams,
    body: z.object({ isPaused: z.boolean().default(true) }),
    answer: z.object({ id: z.string(), isPaused: z.boolean() }),
    handle: async ({ params: { id }, body }) => {
      await setPaused({ id, ...body })
      return { id, ...body }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/enrolments',
    tag,
    scope: 'write',
    summary: 'Enrol prospects',
    description:
      'Puts them at every “Enrolled” goal of the live version, or at `nodeId`. All of them, or none when one does not exist.',
    params: idParams,
    body: enrolProspectsSchema.omit({ id: true }),
    status: 202,
    answer: z.object({
      enrolled: z.number().int(),
      items: z.array(z.object({ prospectId: z.string(), eventId: z.string() })),
    }),
    handle: async ({ params: { id }, body }) => {
      const items = await enrolProspects({ id, ...body })
      return { enrolled: items.length, items }
    },
  }),
]

async function readWorkflow(id: string): Promise<z.input<typeof workflowSchema>> {
  const { live, ...workflow } = await loadWorkflow(id)
  return {
    ...workflow,
    live: live && { version: live.number, hash: live.hash, publishedAt: live.publishedAt },
  }
}
