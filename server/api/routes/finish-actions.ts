import { z } from '@hono/zod-openapi'
import { finishActionSchema } from '@/workflows/finish-actions'
import { type FinishActionHost, messageEvents } from '@/workflows/hosts'
import { type LoadedFinishActions, loadFinishActions } from '../../finish-actions/load-finish-actions'
import { saveFinishActions, saveFinishActionsSchema } from '../../finish-actions/save-finish-actions'
import { defineRoute, Otherwise } from '../define-route'
import { drawingProblemSchema } from '../drawing-schemas'
import { idParams } from '../page-schema'
import { problem, problemSchema } from '../problem'

const tag = 'Finish actions'

const listSchema = z.object({
  /** In the order in which they run. */
  items: z.array(finishActionSchema),
  next: z.null(),
  /** Null when nothing was ever saved. */
  version: z.number().int().nullable(),
  publishedAt: z.date().nullable(),
  publishedBy: z.string().nullable(),
  /** Give it back when you save, and nobody's change is lost. */
  revision: z.number().int(),
  problems: z.array(drawingProblemSchema),
  warnings: z.array(drawingProblemSchema),
})

/** The list as it is, or with the revision it was made from. */
const bodySchema = z.preprocess(
  (body) => (Array.isArray(body) ? { items: body } : body),
  saveFinishActionsSchema,
)

const otherwise = {
  422: {
    description: 'The list cannot go live; every problem, with the id of its entry as `nodeId`',
    answer: problemSchema.extend({ problems: z.array(drawingProblemSchema) }),
  },
}

const readsIt =
  'In the order in which they run, with the version that is live. Each has a name, a type, its config and its criteria.'
const savesIt =
  'The list whole, in order: `[{ id, name, type, config, criteria }]`, or `{ items, revision }` to be told (409) when somebody saved in between. It is published at once as a version and applies to what happens from then on.'

const onQuery = z.object({ on: z.enum(messageEvents).default('click') })

export const finishActionRoutes = [
  defineRoute({
    method: 'get',
    path: '/links/{id}/finish-actions',
    tag,
    scope: 'read',
    summary: 'Read the finish actions of a link',
    description: readsIt,
    params: idParams,
    answer: listSchema,
    handle: async ({ params }) => toAnswer(await loadFinishActions(linkHost(params.id))),
  }),
  defineRoute({
    method: 'put',
    path: '/links/{id}/finish-actions',
    tag,
    scope: 'publish',
    summary: 'Replace the finish actions of a link',
    description: savesIt,
    params: idParams,
    body: bodySchema,
    answer: listSchema,
    otherwise,
    handle: ({ params, body, actor }) => save(linkHost(params.id), body, actor.name),
  }),
  defineRoute({
    method: 'get',
    path: '/messages/{id}/finish-actions',
    tag,
    scope: 'read',
    summary: 'Read the finish actions of an email',
    description: `${readsIt} \`on\` says which of its three lists.`,
    params: idParams,
    query: onQuery,
    answer: listSchema,
    handle: async ({ params, query }) => toAnswer(await loadFinishActions(messageHost(params.id, query.on))),
  }),
  defineRoute({
    method: 'put',
    path: '/messages/{id}/finish-actions',
    tag,
    scope: 'publish',
    summary: 'Replace the finish actions of an email',
    description: `${savesIt} \`on\` says which of its three lists.`,
    params: idParams,
    query: onQuery,
    body: bodySchema,
    answer: listSchema,
    otherwise,
    handle: ({ params, query, body, actor }) => save(messageHost(params.id, query.on), body, actor.name),
  }),
]

const linkHost = (id: string): FinishActionHost => ({ kind: 'link', id, on: null })
const messageHost = (id: string, on: (typeof messageEvents)[number]): FinishActionHost => ({
  kind: 'message',
  id,
  on,
})

async function save(host: FinishActionHost, body: z.output<typeof bodySchema>, by: string) {
  const saved = await saveFinishActions(host, body, by)
  if (saved.ok) return toAnswer(saved.list)
  const detail = `Solve ${saved.problems.length} problem(s) in the list, then send it again.`
  return new Otherwise(422, { ...problem('unprocessable', detail), problems: saved.problems })
}

function toAnswer({ isOver, rules, ...list }: LoadedFinishActions): z.input<typeof listSchema> {
  return { ...list, next: null }
}
