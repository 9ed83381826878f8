import { derivedId } from '../db/new-id'
import type { Settings, SpamPolicy } from '../settings/settings'
import type { SpamChannel, SpamWindow } from './spam-window'

/** An event that somebody triggered: a click or a submission, never one of the actions it leads to (?1). */
export type CountedEvent = {
  id: string
  at: Date
  channel: SpamChannel
  /** What was clicked or sent: a link, a file, a form … */
  host: { kind: string; id: string }
  /** The prospect, else the visitor, else nobody, who is somebody too here (IR-23, ?23). */
  who: string | null
  /** As `server/tracking/client-address.ts` knows it, never as the client says (?4). */
  ip: string
}

/** Where an event stands in its window. */
export type Count = {
  /** Its number in the window, from 1. */
  n: number
  /** The number at which the key is marked as spam. */
  limit: number
  windowStart: Date
  /** Too many: it is not processed. */
  isSuppressed: boolean
  /** It has brought its key to the limit, or came later (?1). */
  isMarked: boolean
}

/** The id of the key an event counts under. Clicks: address, person and host; forms: address and person (?4). */
export function keyOf({ channel, host, who, ip }: CountedEvent): string {
  return derivedId('spam', channel, ...(channel === 'forms' ? [null] : [host.kind, host.id]), who, ip)
}

/** The window that this event would open (?3). */
export function windowFrom(event: CountedEvent, settings: Pick<Settings, 'spam'>): SpamWindow {
  const policy = settings.spam[event.channel]
  return {
    start: event.at,
    until: new Date(event.at.getTime() + policy.windowSeconds * 1000),
    limit: policy.limit,
    most: mostProcessed(policy),
    ids: [event.id],
  }
}

/** `after` five: five are processed; `from` five: four are (?1). */
function mostProcessed({ comparator, limit }: SpamPolicy): number {
  return comparator === 'after' ? limit : limit - 1
}

/** What the windows of its key say about an event that was counted in them. */
export function countIn(windows: SpamWindow[], event: CountedEvent, settings: Pick<Settings, 'spam'>): Count {
  const { id, at } = event
  const counted = windows.find(({ ids }) => ids.includes(id))
  const home =
    counted ??
    windows.find(({ start, until }) => start <= at && at < until) ??
    // So old that its window is forgotten: it was not too much then.
    windowFrom(event, settings)
  const place = home.ids.indexOf(id)
  // Far beyond the limit, events are not remembered one by one any more.
  const n = place < 0 ? home.ids.length + 1 : place + 1
  return {
    n,
    limit: home.limit,
    windowStart: home.start,
    isSuppressed: n > home.most,
    isMarked: n >= home.limit,
  }
}
