import { newId } from '../db/new-id'
import { laneOf } from '../events/lane-of'
import type { ClickSignals, StoredEvent } from '../events/stored-event'
import type { KnownLink } from './known-link'
import type { ReadIds } from './token'

/** What the web process knows of a click besides the link; header values are cut to their longest useful length. */
export type SeenClick = {
  token: ClickSignals['token']
  ids: ReadIds | null
  sessionId: string | null
  visitorId: string | null
  ip: string
  userAgent: string
  referrer: string
  acceptLanguage: string
  path: string
}

/**
 * The inbox document of a click. Its id is made here, before the first try to write it.
 *
 * The lane only spreads the work and keeps most of a prospect's events together: a click that is known by its
 * visitor alone may stand in another lane than the same person's other events, so planning groups by prospect.
 */
export function clickEvent(link: KnownLink, seen: SeenClick): StoredEvent {
  const id = newId()
  const prospectId = seen.ids?.recipientId ?? null
  const messageId = seen.ids?.messageId ?? link.messageId
  return {
    _id: id,
    kind: 'link.clicked',
    payload: { kind: 'link.clicked', linkId: link.id, messageId },
    at: new Date(),
    prospectId,
    lane: laneOf(prospectId ?? seen.visitorId ?? id),
    state: 'new',
    linkId: link.id,
    messageId,
    click: {
      slug: link.slug,
      token: seen.token,
      senderId: seen.ids?.senderId ?? null,
      sharerId: seen.ids?.sharerId ?? null,
      sessionId: seen.sessionId,
      visitorId: seen.visitorId,
      ip: seen.ip,
      userAgent: seen.userAgent.slice(0, 512),
      referrer: seen.referrer.slice(0, 1024),
      acceptLanguage: seen.acceptLanguage.slice(0, 128),
      path: seen.path,
    },
    verdict: null,
    reasons: [],
    uniqueKey: null,
    outcome: null,
    causedBy: null,
  }
}
