import type { Model } from 'mongoose'
import { nameActors } from '../auth/name-actors'
import { findRows } from '../db/find-rows'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { Links } from '../links/link'
import { Lists } from '../lists/list'
import type { Mail } from '../messages/mail'
import { Messages } from '../messages/message'
import { nameWorkflows } from '../workflows/name-workflows'

/** The name of anything a timeline speaks of, in quotation marks; “deleted” when it is gone. */
export type Names = (id: string | null | undefined) => string

type Mentioning = { events: StoredEvent[]; effects: StoredEffect[]; mails: Mail[] }

/** Reads every name that these lines need, a query for each kind of thing. */
export async function nameMentions({ events, effects }: Mentioning): Promise<Names> {
  // What is held for a paused workflow names its link in the payload alone.
  const linkIds = events.flatMap(({ payload }) => ('linkId' in payload ? payload.linkId : []))
  const messageIds = [
    ...events.flatMap(({ payload }) => ('messageId' in payload ? (payload.messageId ?? []) : [])),
    ...effects.flatMap(({ payload }) => (typeof payload.messageId === 'string' ? payload.messageId : [])),
  ]
  const workflowIds = [
    ...events.flatMap(({ payload }) => ('workflowId' in payload ? payload.workflowId : [])),
    ...events.flatMap(({ hold }) => hold?.workflowId ?? []),
    ...effects.map(({ workflowId }) => workflowId),
  ]
  const listIds = [
    ...events.flatMap(({ payload }) => ('listId' in payload ? payload.listId : [])),
    ...effects.flatMap(({ payload }) => (typeof payload.listId === 'string' ? payload.listId : [])),
  ]
  const ownerIds = effects.flatMap(({ choice }) => choice?.ownerId ?? [])
  const found = await Promise.all([
    namesIn(Lists, listIds),
    ownerIds.length ? nameActors(ownerIds) : [],
    namesIn(Links, linkIds),
    namesIn(Messages, messageIds),
    nameWorkflows(workflowIds).then((named) => [...named].map(([id, { name }]) => [id, name] as const)),
  ])
  const names = new Map(found.flatMap((some) => [...some]))
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
