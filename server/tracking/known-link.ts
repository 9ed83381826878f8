import { canParseUrl } from '@/workflows/can-parse-url'
import type { Link } from '../links/link'
import { trackedUrl } from './tracked-url'

/** What the web process keeps of a link in memory: all that a click needs. */
export type KnownLink = {
  id: string
  slug: string
  /** The Tracked URL as a Location header may carry it. */
  location: string
  /** Whether a visitor may be recognised by cookie or session id, or by a token only (?10). */
  knowsVisitors: boolean
  messageId: string | null
  /** Whether a valid token goes on to our own page, which then knows who came (IM-2). */
  carriesToken: boolean
  /** Whether the destination is told who came, for the tracker script there. */
  handsOver: boolean
  /** What a click does: record and redirect, redirect only, or 410 (?16). */
  does: 'track' | 'redirect' | 'gone'
}

/** The fields of a link that {@link knowLink} reads. */
export const knownLinkFields = {
  slug: 1,
  kind: 1,
  destination: 1,
  utm: 1,
  identity: 1,
  messageId: 1,
  handover: 1,
  updatedAt: 1,
  deletedAt: 1,
  afterDeletion: 1,
} as const

export type LinkFields = Pick<Link, '_id' | keyof typeof knownLinkFields>

/** Prepares a link for clicks; null when it leads to nowhere on the web, such as an email's `tel:` link. */
export function knowLink(link: LinkFields): KnownLink | null {
  const url = trackedUrl(link.destination, link.utm)
  if (!/^https?:\/\//i.test(url) || !canParseUrl(url)) return null
  return {
    id: link._id,
    slug: link.slug,
    location: locationHeader(url),
    knowsVisitors: link.identity === 'token+cookie',
    messageId: link.messageId,
    carriesToken: link.kind === 'auto',
    handsOver: link.handover ?? false,
    does: link.deletedAt ? (link.afterDeletion ?? 'track') : 'track',
  }
}

/** A header holds visible ASCII only: everything else is encoded as browsers do it, every other byte stays. */
export function locationHeader(url: string): string {
  if (/^[\x21-\x7e]+$/.test(url)) return url
  const [, scheme = '', authority = '', rest = ''] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(url) ?? []
  const host = /^[\x21-\x7e]*$/.test(authority) ? authority : new URL(url).host
  return scheme + host + rest.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent)
}
