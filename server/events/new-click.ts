import { laneOf } from './lane-of'
import type { ClickSignals, StoredEvent } from './stored-event'

/** What a click has of its own before anybody has looked at it. */
export type NewClick = Pick<StoredEvent, '_id' | 'at' | 'prospectId' | 'messageId'> & {
  linkId: string
  click: ClickSignals
}

/**
 * A click as it stands in the inbox.
 *
 * The lane only spreads the work and keeps most of a prospect's events together: a click that is known by its
 * visitor alone may stand in another lane than the same person's other events, so planning groups by prospect.
 */
export function newClick({ _id, at, prospectId, messageId, linkId, click }: NewClick): StoredEvent {
  return {
    _id,
    kind: 'link.clicked',
    payload: { kind: 'link.clicked', linkId, messageId },
    at,
    prospectId,
    lane: laneOf(prospectId ?? click.visitorId ?? _id),
    state: 'new',
    linkId,
    messageId,
    click,
    verdict: null,
    reasons: [],
    uniqueKey: null,
    outcome: null,
    causedBy: null,
  }
}
