import { describeEffect, type EffectRequest } from '@/workflows/effects'
import type { EventKind, EventPayload } from '@/workflows/events'
import { quoteValue } from '@/workflows/naming'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { holdStateOf } from '../holds/hold-state'
import type { Mail } from '../messages/mail'
import type { Names } from './name-mentions'
import type { TimelineEntry } from './timeline-entry'

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
  const summary = heldFor ? `For ${names.quoted(heldFor)}: ${lowerFirst(sentence)}` : sentence
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
function circumstances({ prospectId, click, attributedAt }: StoredEvent, { quoted }: Names): string {
  const { senderId, sharerId } = click ?? { senderId: null, sharerId: null }
  return [
    senderId ? `, sent by ${quoted(senderId)}` : '',
    sharerId && sharerId !== prospectId ? `, shared by ${quoted(sharerId)}` : '',
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
  'prospect.enrolled': ({ workflowId }, { quoted }) => `Enrolled in ${quoted(workflowId)}`,
  'link.clicked': ({ linkId, messageId }, { quoted }) =>
    messageId ? `Clicked ${quoted(linkId)} in the email ${quoted(messageId)}` : `Clicked ${quoted(linkId)}`,
  'timer.elapsed': () => 'A wait was over',
  'sequence.entered': ({ workflowId }, { quoted }) => `Moved to a sequence of ${quoted(workflowId)}`,
  'run.cancelled': () => 'A run was cancelled',
  'event.received': ({ type }) => `“${type}” was reported`,
  'page.viewed': ({ title, url }) => `Viewed the page “${title || url}”`,
  'email.opened': ({ messageId }, { quoted }) => `Opened the email ${quoted(messageId)}`,
  'form.submitted': ({ formId }, { quoted }) => `Submitted the form ${quoted(formId)}`,
  'file.downloaded': ({ fileId }, { quoted }) => `Downloaded the file ${quoted(fileId)}`,
  'prospect.edited': ({ by, changes }, names) => {
    const each = changes.map((change) => editOf(change, names))
    return `${actor(by, names)} changed ${each.join(', ') || 'this prospect'}`
  },
  'prospect.merged': ({ by, otherId, hasGone }, names) =>
    `${actor(by, names)} merged ${hasGone ? `this prospect into ${names.quoted(otherId)}` : `${names.quoted(otherId)} into this prospect`}`,
  'prospect.parted': ({ by, otherId }, names) =>
    `${actor(by, names)} undid the merge with ${names.quoted(otherId)}`,
  'tag.added': ({ tag }) => `Got the tag “${tag}”`,
  'list.joined': ({ listId }, { quoted }) => `Joined the list ${quoted(listId)}`,
  'field.changed': ({ field, value }, names) =>
    `${names.label(field)} became ${quoteValue(field, value, names)}`,
  'score.changed': ({ before, score }) => `Score went from ${before} to ${score}`,
  'function.returned': () => 'A function answered',
  'email.unsubscribed': ({ messageId }, { quoted }) =>
    messageId ? `Unsubscribed, from the email ${quoted(messageId)}` : 'Unsubscribed from emails',
}

function actor(by: string, { name }: Names): string {
  return name(by) ?? 'Somebody'
}

type Edit = Extract<EventPayload, { kind: 'prospect.edited' }>['changes'][number]

function editOf({ field, before, value }: Edit, names: Names): string {
  return `${names.label(field)} from ${quoteValue(field, before, names)} to ${quoteValue(field, value, names)}`
}

export function effectEntry(effect: StoredEffect, names: Names): TimelineEntry {
  const { _id, createdAt, kind, payload, state, reason, workflowId, runId } = effect
  const messageId = typeof payload.messageId === 'string' ? payload.messageId : null
  const told = describeStoredEffect(effect, names)
  return {
    ...unmentioned,
    id: _id,
    at: createdAt,
    kind,
    summary: state !== 'done' && reason ? `${told}: ${reason.message}` : told,
    outcome: state === 'done' ? null : (reason?.code ?? state),
    messageId,
    workflowId,
    runIds: [runId],
  }
}

/** One sentence for an effect as it stands, with what was decided when it was applied: an owner, the title of a task. */
export function describeStoredEffect(
  { _id, kind, payload, choice, state }: StoredEffect,
  naming: Names,
): string {
  const title = naming.name(_id)
  const decided = {
    ...payload,
    ...(choice?.ownerId && { userIds: [choice.ownerId] }),
    ...(title && { title }),
  }
  return describeEffect({ kind, payload: decided } as EffectRequest, { state, naming }) // stored as the executor typed it
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

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
