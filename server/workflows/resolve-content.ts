import { referencesOf } from '@/workflows/compile/check-references'
import type { WorkflowDocument } from '@/workflows/document/document'
import { findRows } from '../db/find-rows'
import { Messages } from '../messages/message'
import type { PublishedMessage } from './version'

export type VersionContent = { document: WorkflowDocument; messages: PublishedMessage[] }

/** A document with everything it resolves to as it is now; the version keeps it (?14). */
export async function resolveContent(document: WorkflowDocument): Promise<VersionContent> {
  return { document, messages: await resolveMessages(document) }
}

/** The emails a document sends or waits on. */
async function resolveMessages(document: WorkflowDocument): Promise<PublishedMessage[]> {
  const ids = referencesOf(document).flatMap(({ reference }) => {
    if (reference.kind === 'message') return reference.id
    return reference.kind === 'message-link' ? reference.messageId : []
  })
  const messages = await findRows(Messages, { _id: { $in: [...new Set(ids)] } })
    .sort({ _id: 1 })
    .toArray()
  return messages.map(({ _id, name, subject, html }) => ({ id: _id, name, subject, html }))
}
