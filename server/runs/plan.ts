import { z } from 'zod'
import { effectKinds } from '@/workflows/effects'
import { eventPayloadSchema } from '@/workflows/events'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { runStateSchema } from '@/workflows/run-state'
import { stepRecordSchema } from '@/workflows/step-record'
import { defineCollection } from '../db/define-collection'

/** What one event did to one run, decided once. */
export const plannedRunSchema = z.object({
  runId: z.string(),
  isNew: z.boolean(),
  workflowId: z.string(),
  versionId: z.string(),
  versionNumber: z.number().int(),
  versionHash: z.string(),
  state: runStateSchema,
  steps: z.array(stepRecordSchema),
  effects: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(effectKinds),
      payload: z.record(z.string(), z.unknown()),
      nodeId: z.string(),
      stepId: z.string().nullable(),
    }),
  ),
})
export type PlannedRun = z.infer<typeof plannedRunSchema>

/** A paused workflow that the event concerns, and the version that it would have started. */
export const plannedHoldSchema = z.object({
  workflowId: z.string(),
  versions: z.array(z.object({ workflowId: z.string(), versionId: z.string() })),
  payload: eventPayloadSchema,
})

/** A change of the prospect by an effect of the plan. */
export const plannedChangeSchema = z.object({
  id: z.string(),
  payload: eventPayloadSchema,
  causedBy: z.string(),
})
export type PlannedChange = z.infer<typeof plannedChangeSchema>

/**
 * The outcome of the executor for one event, inserted once under the event's id. `seq` numbers the plans of a
 * prospect without gaps: a plan that was built on an outdated state loses on the unique index and is built again.
 * Runs and effects are written from it, any number of times, until it is `settled`.
 */
export const planSchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  seq: z.number().int(),
  at: z.date(),
  /** The prospect's values when the burst opened; every criterion of the burst read these (IR-13). */
  snapshot: prospectSnapshotSchema,
  runs: z.array(plannedRunSchema),
  /** How many events of actions led here; what this plan causes is one deeper (?22). */
  depth: z.number().int().optional(),
  /** What the effects change, as events that somebody listens for; they come right after this one. */
  changes: z.array(plannedChangeSchema).optional(),
  /** Paused workflows that the event concerns: it is held for each of them. */
  held: z.array(plannedHoldSchema).optional(),
  plannedAt: z.date(),
  settled: z.boolean(),
})
export type Plan = z.infer<typeof planSchema>

export const Plans = defineCollection('plans', planSchema, [
  { key: { prospectId: 1, seq: -1 }, unique: true },
  { key: { 'runs.runId': 1, seq: 1 } },
])
