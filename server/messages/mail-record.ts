import { z } from 'zod'
import { mailSchema } from './mail'

/** A mail as every door shows it. */
export const mailRecordSchema = z.object({
  id: z.string(),
  ...mailSchema.omit({ _id: true }).shape,
  /** The name of the prospect as it is now; empty when there is none or the prospect was erased. */
  prospectName: z.string(),
})
export type MailRecord = z.infer<typeof mailRecordSchema>

/** A mail in a list: without its words. */
export const listedMailSchema = mailRecordSchema.pick({
  id: true,
  to: true,
  subject: true,
  state: true,
  error: true,
  createdAt: true,
  sentAt: true,
  prospectId: true,
  prospectName: true,
  userId: true,
  messageId: true,
  runId: true,
})
export type ListedMail = z.infer<typeof listedMailSchema>

export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`.trim()
}
