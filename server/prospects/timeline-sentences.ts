import { describeEffect, type EffectRequest } from '@/workflows/effects'
import type { EventKind, EventPayload } from '@/workflows/events'
import { fieldLabel } from '@/workflows/prospect-fields'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { holdStateOf } from '../holds/hold-state'
import type { Mail } from '../messages/mail'
import type { Names } from './name-mentions'
import type { TimelineEntry } from './timeline-entry'

const unmentioned = {
  verdict: null,
  reasons: [],
  outcome: null,
  hold: null,
  linkId: null,
  messageId: null,
  workflowId: null,
}

export function eventEntry(event: StoredEvent, names: Names, runIds: string[]): TimelineEntry {
  const { _id, at, kind, payload, verdict, reasons, outcome, linkId, messageId } = event
  const heldFor = event.hold?.workflowId ?? null
  const workflowId = heldFor ?? ('workflowId' in payload ? payload.workflowId : null)
  const sentence = describeEvent(payload, names)
  // What a paused workflow waits for is no second click: it says for whom the one that happened is held.
  const summary = heldFor ? `For ${names(heldFor)}: ${lowerFirst(sentence)}` : sentence
  return {
    id: _id,
    at,
    kind,
    summary,
    verdict,
    reasons,
    outcome,
    hold: holdStateOf(event),
    linkId,
    messageId,
    workflowId,
    runIds,
  }
}

/** One sentence for an event. */
export function describeEvent(payload: EventPayload, names: Names): string {
  const sentence = eventSentences[payload.kind]
  return sentence(payload as never, names) // the kind picks the sentence it belongs to
}

const eventSentences: {
  [Kind in EventKind]: (payload: Extract<EventPayload, { kind: Kind }>, names: Names) => string
} = {
  'prospect.enrolled': ({ workflowId }, names) => `Enrolled in ${names(workflowId)}`,
  'link.clicked': ({ linkId, messageId }, names) =>
    messageId ? `Clicked ${names(linkId)} in the email ${names(messageId)}` : `Clicked ${names(linkId)}`,
  'timer.elapsed': () => 'A wait was over',
  'sequence.entered': ({ workflowId }, names) => `Moved to a sequence of ${names(workflowId)}`,
  'run.cancelled': () => 'A run was cancelled',
  'event.received': ({ type }) => `“${type}” was reported`,
  'email.opened': ({ messageId }, names) => `Opened the email ${names(messageId)}`,
  'form.submitted': ({ formId }, names) => `Submitted the form ${names(formId)}`,
  'file.downloaded': ({ fileId }, names) => `Downloaded the file ${names(fileId)}`,
  'tag.added': ({ tag }) => `Got the tag “${tag}”`,
  'list.joined': ({ listId }, names) => `Joined the list ${names(listId)}`,
  'field.changed': ({ field, value }) => `${fieldLabel(field)} became “${value ?? ''}”`,
  'score.changed': ({ before, score }) => `Score went from ${before} to ${score}`,
  'function.returned': () => 'A function answered',
  'email.unsubscribed': ({ messageId }, names) =>
    messageId ? `Unsubscribed, from the email ${names(messageId)}` : 'Unsubscribed from emails',
}

export function effectEntry(effect: StoredEffect, names: Names): TimelineEntry {
  const { _id, createdAt, kind, payload, state, reason, workflowId, runId } = effect
  const messageId = typeof payload.messageId === 'string' ? payload.messageId : null
  const done = nameStored(effect, names) ?? describeStored(effect)
  return {
    ...unmentioned,
    id: _id,
    at: createdAt,
    kind,
    summary: state === 'done' ? done : `${notDone[state]}: ${lowerFirst(done)}${because(reason)}`,
    outcome: state === 'done' ? null : (reason?.code ?? state),
    messageId,
    workflowId,
    runIds: [runId],
  }
}

const notDone: Record<Exclude<StoredEffect['state'], 'done'>, string> = {
  due: 'Waiting',
  held: 'Held',
  skipped: 'Skipped',
  dead: 'Failed',
  cancelled: 'Cancelled',
  erased: 'Not done',
  unknown: 'Perhaps done',
}

export function mailEntry({ _id, createdAt, subject, state, messageId, runId, error }: Mail): TimelineEntry {
  return {
    ...unmentioned,
    id: _id,
    at: createdAt,
    kind: 'email.sent',
    summary: `${mailStates[state]} the email “${subject}”${error ? `: ${error}` : ''}`,
    outcome: state === 'sent' || state === 'kept' ? null : state,
    messageId,
    runIds: [runId],
  }
}

const mailStates: Record<Mail['state'], string> = {
  sending: 'Sending',
  sent: 'Sent',
  kept: 'Sent to the Outbox',
  failed: 'Could not send',
  unknown: 'Perhaps sent',
}

/** With the names of what the effect speaks of, where there are any. */
function nameStored({ kind, payload, choice }: StoredEffect, names: Names): string | null {
  if (typeof payload.messageId === 'string') return `Sent the email ${names(payload.messageId)}`
  if (kind === 'list.join') return `Added to the list ${names(String(payload.listId))}`
  if (kind === 'list.leave') return `Removed from the list ${names(String(payload.listId))}`
  return choice?.ownerId ? `Assigned ${names(choice.ownerId)} as the owner` : null
}

function describeStored({ kind, payload }: StoredEffect): string {
  return describeEffect({ kind, payload } as EffectRequest) // stored as the executor typed it
}

function because(reason: StoredEffect['reason']): string {
  return reason ? ` (${reason.message})` : ''
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
