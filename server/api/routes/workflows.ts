import { z } from 'zod'
import { workflowDocumentSchema } from '@/workflows/document/document'
import { discardAll, heldInPause, heldInPauseSchema, releaseAll } from '../../holds/held-in-pause'
import { enrolProspects, enrolProspectsSchema } from '../../runs/enrol-prospects'
import { archiveWorkflow } from '../../workflows/archive-workflow'
import { createWorkflow, createWorkflowSchema } from '../../workflows/create-workflow'
import { listWorkflows, listWorkflowsSchema } from '../../workflows/list-workflows'
import { loadWorkflow } from '../../workflows/load-workflow'
import { saveDraft, saveDraftSchema } from '../../workflows/save-draft'
import { setPaused } from '../../workflows/set-paused'
import { defineRoute } from '../define-route'
import { drawingProblemSchema, savedDraftSchema } from '../drawing-schemas'
import { idParams, pageOf } from '../page-schema'

const tag = 'Workflows'

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
  problems: z.array(drawingProblemSchema),
  warnings: z.array(drawingProblemSchema),
  createdAt: z.date(),
  updatedAt: z.date(),
})

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
    answer: savedDraftSchema,
    handle: async ({ params: { id }, body }) => ({ id, ...(await saveDraft({ id, ...body })) }),
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/pause',
    tag,
    scope: 'write',
    summary: 'Pause or resume a workflow',
    description:
      'In a paused workflow nothing moves; what becomes due is held. `{ "isPaused": false }` resumes, and releases nothing by itself.',
    params: idParams,
    body: z.object({ isPaused: z.boolean().default(true) }),
    answer: z.object({ id: z.string(), isPaused: z.boolean() }),
    handle: async ({ params: { id }, body }) => {
      await setPaused({ id, ...body })
      return { id, ...body }
    },
  }),
  defineRoute({
    method: 'get',
    path: '/workflows/{id}/held',
    tag,
    scope: 'read',
    summary: 'Count what a pause held back',
    params: idParams,
    answer: heldInPauseSchema,
    handle: ({ params }) => heldInPause(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/held/release',
    tag,
    scope: 'write',
    summary: 'Release what a pause held back',
    description:
      'Each thing happens with the values and the version of the moment it came. 409 while paused.',
    params: idParams,
    answer: z.object({ released: z.number().int() }),
    handle: async ({ params, actor }) => ({ released: await releaseAll(params.id, actor.name) }),
  }),
  defineRoute({
    method: 'post',
    path: '/workflows/{id}/held/discard',
    tag,
    scope: 'write',
    summary: 'Discard what a pause held back',
    description: 'Nothing of it happens; runs whose wait was over are cancelled.',
    params: idParams,
    answer: z.object({ discarded: z.number().int() }),
    handle: async ({ params, actor }) => ({ discarded: await discardAll(params.id, actor.name) }),
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
