import { z } from 'zod'
import { AppError } from '../errors'
import { bindMessage } from './bind-message'
import { findMessage } from './load-message'
import { Messages } from './message'
import { messageInputSchema } from './message-input'
import { type MessageRecord, toMessageRecord } from './message-record'
import { createEmailLinks, updateEmailLinks } from './write-email-links'

export const saveMessageSchema = messageInputSchema.partial().extend({
  id: z.string(),
  /** The revision these changes were made on. */
  revision: z.number().int(),
})
export type SaveMessage = z.infer<typeof saveMessageSchema>

/**
 * Stores an email; what is not given stays. Versions that are published keep the words they were published with,
 * while a link leads to its new destination from now on (?14).
 * New links exist before the email mentions them, so a mail never goes out with an untracked one.
 *
 * @throws AppError 'not-found', 'conflict' when someone saved in between, or 'unprocessable' for what cannot be sent
 */
export async function saveMessage({ id, revision, ...changes }: SaveMessage): Promise<MessageRecord> {
  const message = await findMessage(id)
  if (message.revision !== revision) throw savedInBetween(id, message.revision)
  const name = changes.name ?? message.name
  const subject = changes.subject ?? message.subject
  const html = changes.html ?? message.html
  const bound = await bindMessage({ id, subject, html, previous: message.links })
  await createEmailLinks(id, bound.ownLinks)
  const saved = await Messages.findOneAndUpdate(
    { _id: id, revision },
    {
      $set: { name, subject, html: bound.html, links: bound.links, updatedAt: new Date() },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean()
  if (!saved) throw savedInBetween(id, revision + 1)
  await updateEmailLinks(id, bound.ownLinks)
  return toMessageRecord(saved)
}

function savedInBetween(id: string, revision: number): AppError {
  return new AppError('conflict', {
    message: `message ${id} has revision ${revision} by now`,
    userMessage:
      'Someone else saved this email in the meantime. Load it again to see their changes, then make yours.',
    details: { revision },
  })
}
