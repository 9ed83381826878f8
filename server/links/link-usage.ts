import { findRows } from '../db/find-rows'
import { Messages } from '../messages/message'
import { liveWorkflowsUsing } from '../workflows/live-workflows-using'
import { nameWorkflows } from '../workflows/name-workflows'
import { findLink } from './load-link'

export type LinkUsage = {
  /** Workflows whose live version waits for this link, finish action lists included. */
  workflows: { id: string; name: string }[]
  /** Emails that have it in their text. */
  messages: { id: string; name: string }[]
}

/** What would miss a link that is deleted (?16). @throws AppError 'not-found' */
export async function linkUsage(id: string): Promise<LinkUsage> {
  await findLink(id)
  const messages = await findRows(Messages, { 'links.id': id }, { name: 1 }).toArray()
  const inMessages = messages.map(({ _id }) => ({
    kind: 'message-link' as const,
    messageId: _id,
    linkId: id,
  }))
  const workflows = await liveWorkflowsUsing({ kind: 'link', id }, ...inMessages)
  const names = await nameWorkflows(workflows.map((workflow) => workflow.id))
  return {
    workflows: workflows.map((workflow) => ({
      id: workflow.id,
      name: names.get(workflow.id)?.name ?? workflow.name,
    })),
    messages: messages.map(({ _id, name }) => ({ id: _id, name })),
  }
}
