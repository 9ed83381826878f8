import { describeEffect, type EffectRequest } from '@/workflows/effects'
import type { EventKind, EventPayload } from '@/workflows/events'
import { fieldLabel } from '@/workflows/prospect-fields'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { holdStateOf } from '../holds/hold-state'
import type { Mail } from '../messages/mail'
import type { Names } from './name-mentions'
import type { TimelineEntry } from './timeline-entry'
import { toInfinitive } from './to-infinitive'

const unmentioned = {
  verdict: null,
  reasons: [],
  click: null,
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
  const sentence = `${describeEvent(payload, names)}${circumstances(event, names)}`
  // What a paused workflow waits for is no second click: it says for whom the one that happened is held.
  const summary = heldFor ? `For ${names(heldFor)}: ${lowerFirst(sentence)}` : sentence
  return {
    id: _id,
    at,
    kind,
    summary,
    verdict,
    reasons,
    click: signalsOf(event),
    // Told, and nothing else: that nothing waited for it is as it should be.
    outcome: kind.startsWith('prospect.') && outcome === 'no-live-goal' ? null : outcome,
    hold: holdStateOf(event),
    linkId,
    messageId,
    workflowId,
    runIds,
  }
}

function signalsOf({ click }: StoredEvent): TimelineEntry['click'] {
  if (!click?.userAgent && !click?.ip) return null
  const { userAgent, referrer, ip, token } = click
  return { userAgent, referrer, ip, token }
}

/** Who is responsible for a click besides the one who clicked (IM-9), and whether it was known at the time who that was. */
function circumstances({ prospectId, click, attributedAt }: StoredEvent, names: Names): string {
  const { senderId, sharerId } = click ?? { senderId: null, sharerId: null }
  return [
    senderId ? `, sent by ${names(senderId)}` : '',
    sharerId && sharerId !== prospectId ? `, shared by ${names(sharerId)}` : '',
    attributedAt ? ', before it was known who that was' : '',
  ].join('')
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
  'page.viewed': ({ title, url }) => `Viewed the page “${title || url}”`,
  'email.opened': ({ messageId }, names) => `Opened the email ${names(messageId)}`,
  'form.submitted': ({ formId }, names) => `Submitted the form ${names(formId)}`,
  'file.downloaded': ({ fileId }, names) => `Downloaded the file ${names(fileId)}`,
  'prospect.edited': ({ by, changes }, names) => {
    const each = changes.map(({ field, before, value }) => editOf(field, before, value))
    return `${actor(by, names)} changed ${each.join(', ') || 'this prospect'}`
  },
  'prospect.merged': ({ by, otherId, hasGone }, names) =>
    `${actor(by, names)} merged ${hasGone ? `this prospect into ${names(otherId)}` : `${names(otherId)} into this prospect`}`,
  'prospect.parted': ({ by, otherId }, names) => `${actor(by, names)} undid the merge with ${names(otherId)}`,
  'tag.added': ({ tag }) => `Got the tag “${tag}”`,
  'list.joined': ({ listId }, names) => `Joined the list ${names(listId)}`,
  'field.changed': ({ field, value }) => `${fieldLabel(field)} became “${value ?? ''}”`,
  'score.changed': ({ before, score }) => `Score went from ${before} to ${score}`,
  'function.returned': () => 'A function answered',
  'email.unsubscribed': ({ messageId }, names) =>
    messageId ? `Unsubscribed, from the email ${names(messageId)}` : 'Unsubscribed from emails',
}

/** Who did it, without quotation marks. */
function actor(by: string, names: Names): string {
  const name = names(by)
  return name === names(null) ? 'Somebody' : name.slice(1, -1)
}

function editOf(field: string, before: EditedValue, value: EditedValue): string {
  return `${fieldLabel(field)} from ${shown(before)} to ${shown(value)}`
}

type EditedValue = Extract<EventPayload, { kind: 'prospect.edited' }>['changes'][number]['value']

function shown(value: EditedValue): string {
  const text = Array.isArray(value) ? value.join(', ') : String(value ?? '')
  return text ? `“${text}”` : 'nothing'
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
    summary: state === 'done' ? done : `${notDone[state]} ${toInfinitive(done)}${because(reason)}`,
    outcome: state === 'done' ? null : (reason?.code ?? state),
    messageId,
    workflowId,
    runIds: [runId],
  }
}

const notDone: Record<Exclude<StoredEffect['state'], 'done'>, string> = {
  due: 'Waits to',
  held: 'Held, and does not yet',
  skipped: 'Did not',
  dead: 'Could not',
  cancelled: 'Cancelled: did not',
  erased: 'Did not',
  unknown: 'In doubt whether it did',
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
function nameStored(effect: StoredEffect, names: Names): string | null {
  const { kind, payload, choice } = effect
  if (typeof payload.messageId === 'string') return `Sent the email ${names(payload.messageId)}`
  if (kind === 'task.create') return nameTask(effect, names)
  if (kind === 'list.join') return `Added to the list ${names(String(payload.listId))}`
  if (kind === 'list.leave') return `Removed from the list ${names(String(payload.listId))}`
  return choice?.ownerId ? `Assigned ${names(choice.ownerId)} as the owner` : null
}

/** The title as the task has it; one that is not there (any more) would still have its merge fields. */
function nameTask({ _id }: StoredEffect, names: Names): string {
  const title = names(_id)
  return title === names(null) ? 'Created a task' : `Created the task ${title}`
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
