import type { Model } from 'mongoose'
import { findRows } from '../db/find-rows'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { Links } from '../links/link'
import type { Mail } from '../messages/mail'
import { Messages } from '../messages/message'
import { nameWorkflows } from '../workflows/name-workflows'

/** The name of anything a timeline speaks of, in quotation marks; “deleted” when it is gone. */
export type Names = (id: string | null | undefined) => string

type Mentioning = { events: StoredEvent[]; effects: StoredEffect[]; mails: Mail[] }

/** Reads every name that these lines need, by three queries. */
export async function nameMentions({ events, effects }: Mentioning): Promise<Names> {
  const linkIds = events.flatMap(({ linkId }) => linkId ?? [])
  const messageIds = [
    ...events.flatMap(({ messageId }) => messageId ?? []),
    ...effects.flatMap(({ payload }) => (typeof payload.messageId === 'string' ? payload.messageId : [])),
  ]
  const workflowIds = [
    ...events.flatMap(({ payload }) => ('workflowId' in payload ? payload.workflowId : [])),
    ...effects.map(({ workflowId }) => workflowId),
  ]
  const found = await Promise.all([
    namesIn(Links, linkIds),
    namesIn(Messages, messageIds),
    nameWorkflows(workflowIds).then((named) => [...named].map(([id, { name }]) => [id, name] as const)),
  ])
  const names = new Map(found.flat())
  return (id) => `“${(id && names.get(id)) || 'deleted'}”`
}

async function namesIn<Row extends { _id: string; name: string }>(
  model: Model<Row>,
  ids: string[],
): Promise<[string, string][]> {
  if (!ids.length) return []
  const rows = await findRows(model, { _id: { $in: [...new Set(ids)] } }, { name: 1 }).toArray()
  return rows.map(({ _id, name }) => [_id, name])
}
