import { referencesOf } from '@/workflows/compile/check-references'
import type { WorkflowDocument } from '@/workflows/document/document'
import { findRows } from '../db/find-rows'
import { resolveFunctions } from '../functions/resolve-functions'
import { Messages } from '../messages/message'
import type { PublishedFunction, PublishedMessage } from './version'

/** Without functions there is no list of them, so that what was published before there were any keeps its hash. */
export type VersionContent = {
  document: WorkflowDocument
  messages: PublishedMessage[]
  functions?: PublishedFunction[]
}

/** A document with everything it resolves to as it is now; the version keeps it (?14). */
export async function resolveContent(document: WorkflowDocument): Promise<VersionContent> {
  const [messages, functions] = await Promise.all([resolveMessages(document), resolveFunctions(document)])
  return { document, messages, ...(functions && { functions }) }
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
