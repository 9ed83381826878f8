import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * One email to one prospect; the id is the effect's, so it exists once. `sending` is set before the first byte
 * leaves; a crash inside makes it `unknown`, which is never sent again by itself (3-guarantees).
 */
export const mailSchema = z.object({
  _id: z.string(),
  prospectId: z.string(),
  messageId: z.string(),
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
