import { newId } from '../db/new-id'
import type { StoredEvent } from '../events/stored-event'
import { clickEvent, type SeenClick } from '../tracking/click-event'
import type { KnownLink } from '../tracking/known-link'

/** A click as the web process records it: anonymous, on a link of its own, unless the test says otherwise. */
export function makeClick(seen: Partial<SeenClick> = {}, onto: Partial<KnownLink> = {}): StoredEvent {
  const link: KnownLink = {
    id: newId(),
    slug: 'spring',
    location: 'https://example.com/',
    knowsVisitors: true,
    messageId: null,
    carriesToken: false,
    handsOver: false,
    does: 'track',
    ...onto,
  }
  return clickEvent(link, {
    token: seen.ids ? (seen.ids.recipientId ? 'valid' : 'shared') : 'none',
    ids: null,
    sessionId: null,
    visitorId: null,
    ip: '192.0.2.1',
    userAgent: '',
    referrer: '',
    acceptLanguage: '',
    path: '/r/spring',
    ...seen,
  })
}
