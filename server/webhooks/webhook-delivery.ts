import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** One request and what came of it. `status` null: there was no answer, and `error` says why. */
export const deliveryAttemptSchema = z.object({
  at: z.date(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  durationMs: z.number(),
  /** The first 64 KiB of the answer's body. */
  answer: z.string(),
})

/**
 * One webhook to one address; the id is the effect's and the `webhook-id` of every request. The body is made once,
 * so that every attempt says the same. At least once: a crash after the answer leads to the same request again.
 */
export const webhookDeliverySchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  runId: z.string(),
  workflowId: z.string(),
  nodeId: z.string(),
  stepId: z.string().nullable(),
  url: z.string(),
  host: z.string(),
  method: z.string(),
  /** As they were sent, with secrets masked. */
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  state: z.enum(['waiting', 'delivered', 'failed', 'skipped']),
  /** Why it waits, failed or was skipped. */
  reason: z.string().nullable(),
  attempts: z.array(deliveryAttemptSchema),
  /** Attempts in this round; sending again begins another one. */
  tries: z.number().int(),
  /** No more attempts after this. */
  until: z.date(),
  nextAt: z.date().nullable(),
  createdAt: z.date(),
})
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>

export const WebhookDeliveries = defineCollection('webhook-deliveries', webhookDeliverySchema, [
  { key: { createdAt: -1, _id: -1 } },
  { key: { state: 1, createdAt: -1, _id: -1 } },
  { key: { prospectId: 1, createdAt: -1 } },
])
