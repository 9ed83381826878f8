import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Messages } from './message'
import { messageRecordSchema, toMessageRecord } from './message-record'

export const listMessagesSchema = pageSchema.extend({
  /** Part of the name or the subject. */
  search: z.string().trim().max(200).optional(),
})

export const listedMessageSchema = messageRecordSchema.omit({ html: true })
export type ListedMessage = z.infer<typeof listedMessageSchema>

/** Emails without their words, the last changed first. */
export async function listMessages({
  search,
  ...page
}: z.input<typeof listMessagesSchema> = {}): Promise<Page<ListedMessage>> {
  const pattern = search && { $regex: escapeRegExp(search), $options: 'i' }
  const filter = pattern ? { $or: [{ name: pattern }, { subject: pattern }] } : {}
  const { items, next } = await keysetPage(Messages, { ...page, filter, by: 'updatedAt' })
  return { items: items.map(withoutHtml), next }
}

function withoutHtml(message: Parameters<typeof toMessageRecord>[0]): ListedMessage {
  const { html: _html, ...listed } = toMessageRecord(message)
  return listed
}
