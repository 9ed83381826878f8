import type { Model } from 'mongoose'
import { nameActors } from '../auth/name-actors'
import { findRows } from '../db/find-rows'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { Links } from '../links/link'
import { Lists } from '../lists/list'
import type { Mail } from '../messages/mail'
import { Messages } from '../messages/message'
import { Tasks } from '../tasks/task'
import { nameWorkflows } from '../workflows/name-workflows'
import { Merges } from './merge/merge'
import { fullName, nameProspects } from './name-prospects'

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
  const userIds = [
    ...effects.flatMap(({ choice }) => choice?.ownerId ?? []),
    ...events.flatMap(({ click }) => click?.senderId ?? []),
    ...events.flatMap(({ payload }) => ('by' in payload ? payload.by : [])),
  ]
  const sharerIds = events.flatMap(({ click }) => click?.sharerId ?? [])
  const found = await Promise.all([
    namesIn(Lists, listIds),
    userIds.length ? nameActors(userIds) : [],
    sharerIds.length ? namesOfProspects(sharerIds) : [],
    namesOfOthers(events),
    titlesOfTasks(effects),
    namesIn(Links, linkIds),
    namesIn(Messages, messageIds),
    nameWorkflows(workflowIds).then((named) => [...named].map(([id, { name }]) => [id, name] as const)),
  ])
  const names = new Map(found.flatMap((some) => [...some]))
  return (id) => `“${(id && names.get(id)) || 'deleted'}”`
}

async function namesOfProspects(ids: string[]): Promise<[string, string][]> {
  return [...(await nameProspects(ids))].map(([id, { name }]) => [id, name])
}

/** A task made by an effect has its id; its title has the values of the prospect in it. */
async function titlesOfTasks(effects: StoredEffect[]): Promise<[string, string][]> {
  const ids = effects.flatMap(({ _id, kind }) => (kind === 'task.create' ? _id : []))
  if (!ids.length) return []
  const tasks = await findRows(Tasks, { _id: { $in: ids } }, { title: 1 }).toArray()
  return tasks.map(({ _id, title }) => [_id, title])
}

/** Of those with whom somebody was merged: who was taken in has the name they had then. */
async function namesOfOthers(events: StoredEvent[]): Promise<[string, string][]> {
  const about = events.flatMap(({ payload }) => ('otherId' in payload ? payload : []))
  if (!about.length) return []
  const [present, merges] = await Promise.all([
    nameProspects(about.map(({ otherId }) => otherId)),
    findRows(Merges, { _id: { $in: about.map(({ mergeId }) => mergeId) } }, { from: 1, copy: 1 }).toArray(),
  ])
  return [
    ...[...present].map(([id, { name }]): [string, string] => [id, name]),
    ...merges.flatMap(({ from, copy }): [string, string][] => (copy ? [[from, fullName(copy)]] : [])),
  ]
}

async function namesIn<Row extends { _id: string; name: string }>(
  model: Model<Row>,
  ids: string[],
): Promise<[string, string][]> {
  if (!ids.length) return []
  const rows = await findRows(model, { _id: { $in: [...new Set(ids)] } }, { name: 1 }).toArray()
  return rows.map(({ _id, name }) => [_id, name])
}
