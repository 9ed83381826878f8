import { z } from 'zod'
import { workflowDocumentSchema } from '@/workflows/document/document'
import { listVersions } from '../../workflows/list-versions'
import { loadVersion } from '../../workflows/load-version'
import { publishWorkflow, publishWorkflowSchema } from '../../workflows/publish-workflow'
import { restoreVersion, restoreVersionSchema } from '../../workflows/restore-version'
import { defineRoute, Otherwise } from '../define-route'
import { drawingProblemSchema, savedDraftSchema } from '../drawing-schemas'
import { idParams, pageOf } from '../page-schema'
import { problem, problemSchema } from '../problem'

const tag = 'Workflows'

const versionSchema = z.object({
  version: z.number().int(),
  hash: z.string(),
  publishedAt: z.date(),
  publishedBy: z.string(),
  isLive: z.boolean(),
})

const versionParams = idParams.extend({ n: z.coerce.number<string>().int().min(1) })

export const versionRoutes = [
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
        answer: problemSchema.extend({ problems: z.array(drawingProblemSchema) }),
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
    answer: savedDraftSchema,
    handle: async ({ params: { id, n }, body }) => ({
      id,
      ...(await restoreVersion({ id, number: n, ...body })),
    }),
  }),
]
