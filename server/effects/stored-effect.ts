import { z } from 'zod'
import { effectKinds, effectStates } from '@/workflows/effects'
import { defineCollection } from '../db/define-collection'
import { functionResultSchema } from '../functions/function-result'
import { now } from '../jobs/clock'
import { isFree } from '../jobs/lease'

/**
 * One change a run asks of the world. The id is derived from event, run, node and index, so planning again
 * finds the same effect. `due` waits for `dueAt`.
 */
export const storedEffectSchema = z.object({
  _id: z.string(),
  planId: z.string(),
  runId: z.string(),
  workflowId: z.string(),
  versionId: z.string(),
  prospectId: z.string(),
  nodeId: z.string(),
  stepId: z.string().nullable(),
  kind: z.enum(effectKinds),
  payload: z.record(z.string(), z.unknown()),
  /** Place in the order of the prospect's effects: plan number, then index within the plan. */
  seq: z.number().int(),
  index: z.number().int(),
  lane: z.number().int(),
  state: z.enum(effectStates),
  dueAt: z.date(),
  attempts: z.number().int(),
  /** `fence` grows with every claim; only its holder may mark the effect done (I13). */
  lease: z.object({ owner: z.string(), until: z.date(), fence: z.number().int() }).nullable(),
  /** Why it is not done, or a note on how it was: a code and a sentence. */
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** What its payload left open and was decided when it was applied, like `{ ownerId }`; absent: nothing. */
  choice: z.record(z.string(), z.string()).optional(),
  /** What is needed to take it back: the touched values just before. */
  before: z.record(z.string(), z.unknown()).nullable(),
  /** Of a function: what it answered, kept before anything of it is done; or why it failed. */
  result: functionResultSchema.optional(),
  createdAt: z.date(),
  doneAt: z.date().nullable(),
  /**
   * Its id stands in the prospect's `fx`, as the guard against doing it twice, at least until then (by the
   * database's clock): so long somebody may hold a lease under which to apply it. Absent: not there (any more).
   */
  guardedUntil: z.date().optional(),
  /** The sweeper has seen it done, and `guardedUntil` counts from then. */
  isGuardSeen: z.literal(true).optional(),
})
export type StoredEffect = z.infer<typeof storedEffectSchema>

/** Those that may be claimed now, as far as anybody can tell without their owners; add the lane. */
export const dueEffects = () => ({ state: 'due' as const, dueAt: { $lte: now() }, ...isFree() })

export const Effects = defineCollection('effects', storedEffectSchema, [
  { key: { lane: 1, dueAt: 1, seq: 1, index: 1 }, partialFilterExpression: { state: 'due' }, name: 'due' },
  { key: { runId: 1, seq: 1, index: 1 } },
  { key: { prospectId: 1, createdAt: -1 } },
  { key: { state: 1, createdAt: -1 } },
  { key: { guardedUntil: 1 }, partialFilterExpression: { guardedUntil: { $type: 'date' } } },
])
