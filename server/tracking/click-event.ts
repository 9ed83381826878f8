import { newId } from '../db/new-id'
import { newClick } from '../events/new-click'
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

/** A click for the inbox. Its id is made here, before the first try to write it. */
export function clickEvent(link: KnownLink, seen: SeenClick): StoredEvent {
  return newClick({
    _id: newId(),
    at: new Date(),
    prospectId: seen.ids?.recipientId ?? null,
    messageId: seen.ids?.messageId ?? link.messageId,
    linkId: link.id,
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
  })
}
