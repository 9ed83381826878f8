import type { EventPayload } from '@/workflows/events'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { newId } from '../db/new-id'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'
import { laneOf } from './lane-of'
import { Events, type StoredEvent } from './stored-event'

type Circumstances = {
  prospectId: string | null
  /** Derive it from the cause, and recording again is harmless. Default: a new one. */
  id?: string
  at?: Date
  /** The effect that made it happen. */
  causedBy?: string
  /** How many events of actions led to it. */
  depth?: number
  /** The session it was told of by, when that was all there was. */
  visit?: StoredEvent['visit']
}

/**
 * Puts an event into the inbox, once, and wakes the workers. What it leads to is planned by them.
 * @returns the id of the event
 */
export async function recordEvent(payload: EventPayload, circumstances: Circumstances): Promise<string> {
  const event = inboxEvent(payload, circumstances)
  await insertEvents([event])
  return event._id
}

/** Inserts events that are not there yet, and wakes the workers. */
export async function insertEvents(events: StoredEvent[]): Promise<void> {
  if (events.length === 0) return
  await insertNew(collectionOf(Events), events)
  wakeWorker('events.plan')
}

/** An event as it stands in the inbox before anything is known about it. */
export function inboxEvent(
  payload: EventPayload,
  { prospectId, id = newId(), at = now(), causedBy, depth, visit }: Circumstances,
): StoredEvent {
  return {
    _id: id,
    kind: payload.kind,
    payload,
    at,
    prospectId,
    lane: laneOf(prospectId ?? id),
    state: 'new',
    linkId: 'linkId' in payload ? payload.linkId : null,
    messageId: 'messageId' in payload ? payload.messageId : null,
    click: null,
    verdict: null,
    reasons: [],
    uniqueKey: null,
    outcome: null,
    causedBy: causedBy ?? null,
    ...(depth ? { depth } : {}),
    ...(visit ? { visit } : {}),
  }
}
