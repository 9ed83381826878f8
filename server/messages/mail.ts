import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * One email to one prospect, or to a user about a prospect; the id is the effect's or derived from it, so it exists
 * once. `sending` is set before the first byte
 * leaves; a crash inside makes it `unknown`, which is never sent again by itself (3-guarantees).
 */
export const mailSchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  /** The user it goes to, when it tells a user of the prospect; absent for what goes to prospects. */
  userId: z.string().optional(),
  /** The effect that asks for it, when that is not the id. */
  effectId: z.string().optional(),
  /** The email it was made of; null for notifications. */
  messageId: z.string().nullable(),
  versionId: z.string(),
  runId: z.string(),
  /** `<effect id@domain>` */
  messageIdHeader: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  state: z.enum(['sending', 'sent', 'kept', 'failed', 'unknown']),
  error: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
})
export type Mail = z.infer<typeof mailSchema>

export const Mails = defineCollection('mails', mailSchema, [
  { key: { createdAt: -1, _id: -1 } },
  { key: { prospectId: 1, createdAt: -1 } },
])
