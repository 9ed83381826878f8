import { z } from 'zod'
import { changeRequestSchema } from './effects'
import { fieldValueSchema, prospectSnapshotSchema } from './prospect-snapshot'

/** A value as it was edited: a single one, or several such as tags. */
const editedValueSchema = z.union([fieldValueSchema, z.array(z.string())])

/**
 * What can happen to a prospect, as the executor sees it. Events are past tense and never change.
 * A goal decides by `reached(config, event)`; everything else about an event (address, verdict) stays in the inbox.
 */
export const eventPayloadSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('prospect.enrolled'), workflowId: z.string(), nodeId: z.string().nullable() }),
  z.object({ kind: z.literal('link.clicked'), linkId: z.string(), messageId: z.string().nullable() }),
  /** The wait that a run stood in is over; `entry` tells apart several waits in the same place. */
  z.object({
    kind: z.literal('timer.elapsed'),
    runId: z.string(),
    nodeId: z.string(),
    stepId: z.string().nullable(),
    entry: z.number().int(),
  }),
  /** A finish action moved the prospect; stays in the burst of its cause, so it carries that burst's snapshot. */
  z.object({
    kind: z.literal('sequence.entered'),
    workflowId: z.string(),
    nodeId: z.string(),
    runId: z.string().nullable(),
    snapshot: prospectSnapshotSchema,
  }),
  z.object({ kind: z.literal('run.cancelled'), runId: z.string(), by: z.string() }),
  /** Reported by a developer through `POST /events`, or by the tracker script of a page. */
  z.object({
    kind: z.literal('event.received'),
    type: z.string(),
    properties: z.record(z.string(), z.unknown()),
  }),
  /** A page that runs the tracker script was opened. */
  z.object({ kind: z.literal('page.viewed'), url: z.string(), title: z.string(), referrer: z.string() }),
  z.object({ kind: z.literal('email.opened'), messageId: z.string() }),
  z.object({ kind: z.literal('email.unsubscribed'), messageId: z.string().nullable() }),
  z.object({ kind: z.literal('form.submitted'), formId: z.string() }),
  z.object({ kind: z.literal('file.downloaded'), fileId: z.string() }),
  /** A value of the prospect changed: by an action, by a person, or by an import (IF-13, ?22). */
  z.object({ kind: z.literal('tag.added'), tag: z.string() }),
  z.object({ kind: z.literal('list.joined'), listId: z.string() }),
  z.object({
    kind: z.literal('field.changed'),
    field: z.string(),
    before: fieldValueSchema,
    value: fieldValueSchema,
  }),
  /** Somebody changed values by hand or through the API; told for the timeline, and nothing waits for it. */
  z.object({
    kind: z.literal('prospect.edited'),
    by: z.string(),
    changes: z.array(z.object({ field: z.string(), before: editedValueSchema, value: editedValueSchema })),
  }),
  /** Two prospects became one. `hasGone`: it happened to the one who was taken in, and `otherId` is the survivor. */
  z.object({
    kind: z.literal('prospect.merged'),
    mergeId: z.string(),
    otherId: z.string(),
    hasGone: z.boolean(),
    by: z.string(),
  }),
  /** A merge was taken back; `otherId` is somebody else again. */
  z.object({ kind: z.literal('prospect.parted'), mergeId: z.string(), otherId: z.string(), by: z.string() }),
  z.object({ kind: z.literal('score.changed'), before: z.number(), score: z.number() }),
  /** A function that a run called answered with what is to be changed. */
  z.object({
    kind: z.literal('function.returned'),
    runId: z.string(),
    nodeId: z.string(),
    stepId: z.string().nullable(),
    functionId: z.string(),
    changes: z.array(changeRequestSchema),
  }),
])
export type EventPayload = z.infer<typeof eventPayloadSchema>
export type EventKind = EventPayload['kind']

/** One event handed to the executor: who made it happen is settled, `at` is when it happened. */
export type WorkflowEvent = EventPayload & { id: string; at: Date }
