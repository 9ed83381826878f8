import type { z } from 'zod'
import { newId } from '../db/new-id'
import { bindMessage } from './bind-message'
import { type Message, Messages } from './message'
import { messageInputSchema } from './message-input'
import { type MessageRecord, toMessageRecord } from './message-record'
import { createEmailLinks } from './write-email-links'

export const createMessageSchema = messageInputSchema.partial({ subject: true, html: true })
export type CreateMessage = z.infer<typeof createMessageSchema>

/**
 * A new email; its links are tracked from the start.
 * @param id for callers that must find the same email again when they are repeated
 * @throws AppError 'unprocessable' when an address or a merge field in it cannot be sent
 */
export async function createMessage(
  { name, subject = '', html = '' }: CreateMessage,
  id = newId(),
): Promise<MessageRecord> {
  const bound = await bindMessage({ id, subject, html, previous: [] })
  const now = new Date()
  const message: Message = {
    _id: id,
    name,
    subject,
    html: bound.html,
    links: bound.links,
    revision: 1,
    createdAt: now,
    updatedAt: now,
  }
  await createEmailLinks(id, bound.ownLinks)
  await Messages.create(message)
  return toMessageRecord(message)
}
