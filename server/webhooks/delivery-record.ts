import { z } from 'zod'
import { deliveryAttemptSchema, webhookDeliverySchema } from './webhook-delivery'

/** A webhook as every door shows it. */
export const deliveryRecordSchema = z.object({
  id: z.string(),
  ...webhookDeliverySchema.omit({ _id: true, tries: true }).shape,
  /** The name of the prospect as it is now; empty when there is none or the prospect was erased. */
  prospectName: z.string(),
})
export type DeliveryRecord = z.infer<typeof deliveryRecordSchema>

/** A webhook in a list: its last attempt only, and nothing that was said. */
export const listedDeliverySchema = deliveryRecordSchema
  .pick({
    id: true,
    url: true,
    method: true,
    state: true,
    reason: true,
    nextAt: true,
    createdAt: true,
    prospectId: true,
    prospectName: true,
    runId: true,
    workflowId: true,
  })
  .extend({
    /** How often it was tried. */
    attempts: z.number().int(),
    lastAttempt: deliveryAttemptSchema.omit({ answer: true }).nullable(),
  })
export type ListedDelivery = z.infer<typeof listedDeliverySchema>
