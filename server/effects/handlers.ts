import type { EffectKind, EffectPayload } from '@/workflows/effects'
import { openLead, readField } from '@/workflows/effects'
import { standardProspectFields } from '@/workflows/prospect-fields'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { derivedId } from '../db/new-id'
import { inboxEvent } from '../events/record-event'
import type { StoredEvent } from '../events/stored-event'
import { callFunction } from '../functions/call-function'
import { recordLead } from '../leads/record-lead'
import { noteJoining, noteLeaving } from '../lists/note-membership'
import { sendMessage } from '../messages/send-message'
import { settleMail } from '../messages/send-once'
import { notifyUsers } from '../notifications/notify-users'
import { checkFieldChange } from '../prospects/check-field-change'
import type { Prospect } from '../prospects/prospect'
import { searchIsStale } from '../prospects/renew-search'
import type { Plan } from '../runs/plan'
import { createEffectTask } from '../tasks/create-effect-task'
import { sendWebhook } from '../webhooks/send-webhook'
import { chooseOwner } from './choose-owner'
import type { MergedUpdate } from './merge-updates'
import { type EffectOutcome, GiveUp } from './outcome'
import type { Preparation } from './preparation'
import type { StoredEffect } from './stored-effect'

/** Changes the prospect by one guarded update (3-guarantees). */
type ProspectHandler<Payload> = {
  scope: 'prospect'
  /**
   * What has to stand before the update: records under ids derived from the effect, decisions that repeats must
   * find again. Done again after a crash, also when the update has happened already. `prospect`: as the effect
   * finds it.
   */
  prepare?: (effect: StoredEffect, payload: Payload, prospect: Prospect) => Promise<Preparation<Payload>>
  update: (payload: Payload) => MergedUpdate
  /** The values that the update touches, as they were. */
  before: (prospect: Prospect, payload: Payload) => Partial<ProspectSnapshot>
}

/**
 * Writes records of our own database, before the next event of the same prospect is planned. Every insert goes
 * under an id derived from the effect, so that doing it again, or two at once, changes nothing.
 */
type RecordHandler = { scope: 'record'; write: (effect: StoredEffect) => Promise<EffectOutcome> }

/** Puts one event into the inbox, under an id derived from the effect. */
type InboxHandler<Payload> = {
  scope: 'inbox'
  event: (effect: StoredEffect, payload: Payload, plan: Plan) => StoredEvent
}

/** Changes something outside of the database's reach; runs apart from planning, never twice by itself. */
type OutsideHandler = {
  scope: 'outside'
  perform: (effect: StoredEffect) => Promise<EffectOutcome>
  /** What is known of an effect whose attempts are over; null: nothing of it happened. */
  abandon?: (effect: StoredEffect) => Promise<EffectOutcome | null>
}

type Handler<Payload> = ProspectHandler<Payload> | RecordHandler | InboxHandler<Payload> | OutsideHandler

const handlers: { [Kind in EffectKind]: Handler<EffectPayload<Kind>> } = {
  'tags.add': {
    scope: 'prospect',
    update: ({ tags }) => ({ $addToSet: { tags: { $each: tags } } }),
    before: ({ tags }) => ({ tags }),
  },
  'tags.remove': {
    scope: 'prospect',
    update: ({ tags }) => ({ $pullAll: { tags } }),
    before: ({ tags }) => ({ tags }),
  },
  'score.adjust': {
    scope: 'prospect',
    update: ({ by }) => ({ $inc: { score: by } }),
    before: ({ score }) => ({ score }),
  },
  'field.change': {
    scope: 'prospect',
    prepare: checkFieldChange,
    update: ({ field, value }) => ({ $set: { [writable(field)]: value, ...searchIsStale([field]) } }),
    before: (prospect, { field }) => {
      const value = readField(prospect, field)
      const key = field.replace(/^fields\./, '')
      return key === field ? { [field]: value } : { fields: { [key]: value } }
    },
  },
  'list.join': {
    scope: 'prospect',
    prepare: noteJoining,
    update: ({ listId }) => ({ $addToSet: { lists: { $each: [listId] } } }),
    before: ({ lists }) => ({ lists }),
  },
  'list.leave': {
    scope: 'prospect',
    prepare: noteLeaving,
    update: ({ listId }) => ({ $pullAll: { lists: [listId] } }),
    before: ({ lists }) => ({ lists }),
  },
  'lead.convert': {
    scope: 'prospect',
    prepare: recordLead,
    update: () => ({ setIfNull: { leadStatus: openLead } }),
    before: ({ leadStatus }) => ({ leadStatus }),
  },
  'owner.assign': {
    scope: 'prospect',
    prepare: chooseOwner,
    // Preparing leaves the one who was chosen.
    update: ({ userIds }) => ({ $set: { ownerId: userIds[0] ?? null } }),
    before: ({ ownerId }) => ({ ownerId }),
  },
  'task.create': { scope: 'record', write: createEffectTask },
  'user.notify': { scope: 'outside', perform: notifyUsers },
  'sequence.enter': { scope: 'inbox', event: enteredEvent },
  'message.send': { scope: 'outside', perform: sendMessage, abandon: ({ _id }) => settleMail(_id) },
  'function.run': { scope: 'outside', perform: callFunction },
  'webhook.send': { scope: 'outside', perform: (effect) => sendWebhook(effect) },
}

/** What applies an effect of this kind. */
export function handlerFor(kind: EffectKind): Handler<StoredEffect['payload']> {
  // The record above pairs each kind with its payload; a stored effect carries the two side by side.
  return handlers[kind] as unknown as Handler<StoredEffect['payload']>
}

/** True for effects that are applied before the next event of the same prospect is planned. */
export function isDatabaseOnly(kind: EffectKind): boolean {
  return handlers[kind].scope !== 'outside'
}

export const outsideKinds = Object.entries(handlers)
  .filter(([, { scope }]) => scope === 'outside')
  .map(([kind]) => kind as EffectKind) // keys of the record above

/** The move stays in the burst of its cause: it carries that burst's time and snapshot (?6). */
function enteredEvent(
  effect: StoredEffect,
  { workflowId, nodeId }: EffectPayload<'sequence.enter'>,
  { at, snapshot, depth = 0 }: Plan,
): StoredEvent {
  const isOwn = workflowId === null || workflowId === effect.workflowId
  return inboxEvent(
    {
      kind: 'sequence.entered',
      workflowId: workflowId ?? effect.workflowId,
      nodeId,
      runId: isOwn ? effect.runId : null,
      snapshot,
    },
    {
      prospectId: effect.prospectId,
      id: derivedId(effect._id, 'sequence.entered'),
      at,
      causedBy: effect._id,
      depth: depth + 1,
    },
  )
}

function writable(field: string): string {
  const isStandard = standardProspectFields.some(({ name, isWritable }) => isWritable && name === field)
  if (isStandard || /^fields\.[^.$]+$/.test(field)) return field
  throw new GiveUp(`The field “${field}” cannot be changed by an action`, 'field-not-writable')
}
