import { z } from 'zod'
import { prospectSnapshotSchema } from './prospect-snapshot'

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
  /** Reported by a developer through `POST /events`. */
  z.object({
    kind: z.literal('event.received'),
    type: z.string(),
    properties: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('email.unsubscribed'), messageId: z.string().nullable() }),
])
export type EventPayload = z.infer<typeof eventPayloadSchema>
export type EventKind = EventPayload['kind']

/** One event handed to the executor: who made it happen is settled, `at` is when it happened. */
export type WorkflowEvent = EventPayload & { id: string; at: Date }
