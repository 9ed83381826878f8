import { z } from 'zod'
import { type Message, messageSchema } from './message'

/** An email as every door shows it. */
export const messageRecordSchema = z.object({
  id: z.string(),
  ...messageSchema.omit({ _id: true }).shape,
})
export type MessageRecord = z.infer<typeof messageRecordSchema>

export function toMessageRecord({ _id, ...message }: Message): MessageRecord {
  return { id: _id, ...message }
}
