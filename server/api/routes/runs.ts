import { z } from '@hono/zod-openapi'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { runStateSchema } from '@/workflows/run-state'
import { type StepRecord, stepRecordSchema } from '@/workflows/step-record'
import { retryEffect } from '../../effects/retry-effect'
import { storedEffectSchema } from '../../effects/stored-effect'
import { cancelRun } from '../../runs/cancel-run'
import { type ListedRun, listRuns, listRunsSchema } from '../../runs/list-runs'
import { loadRun } from '../../runs/load-run'
import { runSchema as storedRunSchema } from '../../runs/run'
import { hostSchema } from '../../workflows/workflow'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Runs'

const runSchema = z.object({
  id: z.string(),
  status: storedRunSchema.shape.status,
  /** The version it is pinned to. */
  version: z.number().int(),
  /** `host` is the record whose finish action list this is. */
  workflow: z.object({ id: z.string(), name: z.string(), host: hostSchema.nullable() }),
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  startedAt: z.date(),
  updatedAt: z.date(),
  wakeAt: z.date().nullable(),
})

const effectSchema = z.object({
  id: z.string(),
  /** What it did, will do, or could not do. */
  summary: z.string(),
  ...storedEffectSchema.pick({
    kind: true,
    payload: true,
    state: true,
    reason: true,
    attempts: true,
    dueAt: true,
    doneAt: true,
    before: true,
  }).shape,
})

/** A rule tree holds rule trees, which the generator of the document cannot follow; so it is described in words. */
const criteriaResultSchema = z.custom<StepRecord['criteria']>().openapi({
  type: ['object', 'null'],
  description:
    '`{ combinator, not, passed, rules }`; each rule, or group of rules, says which original value it read and whether it passed.',
})

const stepSchema = z.object({
  ...stepRecordSchema.omit({ criteria: true, rejected: true, effects: true }).shape,
  criteria: criteriaResultSchema,
  /** The branches a decision tried before, none of which was met. */
  rejected: z.array(z.object({ branch: z.string(), criteria: criteriaResultSchema })),
  at: z.date(),
  eventId: z.string(),
  eventKind: z.string(),
  eventSummary: z.string(),
  title: z.string(),
  summary: z.string(),
  icon: z.string(),
  reason: z.string(),
  /** The values every condition of this burst was decided on. */
  snapshot: prospectSnapshotSchema,
  effects: z.array(effectSchema),
})

export const runRoutes = [
  defineRoute({
    method: 'get',
    path: '/runs',
    tag,
    scope: 'read',
    summary: 'List runs',
    description: 'The latest first, of one workflow, one prospect or one status.',
    query: listRunsSchema,
    answer: pageOf(runSchema),
    handle: async ({ query }) => {
      const { items, next } = await listRuns(query)
      return { items: items.map(toRun), next }
    },
  }),
  defineRoute({
    method: 'get',
    path: '/runs/{id}',
    tag,
    scope: 'read',
    summary: 'Read a run, step by step',
    description:
      'Every step with its reason, the original values it was decided on, and what became of its effects.',
    params: idParams,
    answer: runSchema.extend({ state: runStateSchema, steps: z.array(stepSchema) }),
    handle: async ({ params }) => {
      const { run, prospect, workflow, steps } = await loadRun(params.id)
      const { state, ...listed } = run
      return { ...toRun({ ...listed, prospect, workflow }), state, steps }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/runs/{id}/cancel',
    tag,
    scope: 'write',
    summary: 'Cancel a run',
    description: 'What was done stays done; nothing more happens.',
    params: idParams,
    status: 202,
    answer: z.object({ id: z.string() }),
    handle: async ({ params: { id }, actor }) => {
      await cancelRun(id, actor.name)
      return { id }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/effects/{id}/retry',
    tag,
    scope: 'write',
    summary: 'Try an effect again',
    description:
      'For effects that failed or of which nobody knows whether they happened. The id stays the same.',
    params: idParams,
    status: 202,
    answer: z.object({ id: z.string() }),
    handle: async ({ params: { id } }) => {
      await retryEffect(id)
      return { id }
    },
  }),
]

function toRun({ versionNumber, ...run }: ListedRun): z.input<typeof runSchema> {
  return { ...run, version: versionNumber }
}
