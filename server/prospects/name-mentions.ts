import type { Model } from 'mongoose'
import { type Naming, plainNaming } from '@/workflows/naming'
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
import { Fields } from './field'
import { Merges } from './merge/merge'
import { fullName, nameProspects } from './name-prospects'

/** What everything that a timeline speaks of is called. */
export type Names = Naming & {
  /** In quotation marks; “deleted” when it is gone. */
  quoted: (id: string | null | undefined) => string
}

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
  const changes = [...events.flatMap(({ payload }) => changesIn(payload)), ...effects.flatMap(changesOf)]
  const userIds = [
    ...effects.flatMap(({ choice, payload }) => choice?.ownerId ?? payload.userIds ?? []),
    ...changes.flatMap(({ field, before, value }) => (field === 'ownerId' ? [before, value] : [])),
    ...events.flatMap(({ click }) => click?.senderId ?? []),
    ...events.flatMap(({ payload }) => ('by' in payload ? payload.by : [])),
  ].filter((id) => typeof id === 'string')
  const sharerIds = events.flatMap(({ click }) => click?.sharerId ?? [])
  const found = await Promise.all([
    namesIn(Lists, listIds),
    userIds.length ? nameActors(userIds) : [],
    sharerIds.length ? namesOfProspects(sharerIds) : [],
    namesOfOthers(events),
    titlesOfTasks(effects),
    labelsOf(changes.map(({ field }) => field)),
    namesIn(Links, linkIds),
    namesIn(Messages, messageIds),
    nameWorkflows(workflowIds).then((named) => [...named].map(([id, { name }]) => [id, name] as const)),
  ])
  const names = new Map(found.flatMap((some) => [...some]))
  const name = (id: string) => names.get(id) ?? null
  return {
    name,
    label: (field) => name(field) ?? plainNaming.label(field),
    quoted: (id) => `“${(id && name(id)) || 'deleted'}”`,
  }
}

type Change = { field: string; before?: unknown; value: unknown }

function changesIn(payload: StoredEvent['payload']): Change[] {
  if (payload.kind === 'prospect.edited') return payload.changes
  return payload.kind === 'field.changed' ? [payload] : []
}

function changesOf({ payload: { field, value } }: StoredEffect): Change[] {
  return typeof field === 'string' ? [{ field, value }] : []
}

/** What the workspace calls its own fields, by their paths. */
async function labelsOf(fields: string[]): Promise<[string, string][]> {
  const keys = fields.flatMap((field) => (field.startsWith('fields.') ? field.slice('fields.'.length) : []))
  if (!keys.length) return []
  const found = await findRows(Fields, { _id: { $in: keys } }, { label: 1 }).toArray()
  return found.map(({ _id, label }) => [`fields.${_id}`, label])
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
