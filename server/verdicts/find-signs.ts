import {
  ALL_LINKS_MS,
  BURST_MS,
  DELIVERY_MS,
  deliveryKey,
  type Evidence,
  HONEYPOT_MS,
  MANY_RECIPIENTS_MS,
  type SeenNearby,
} from './evidence'
import type { Finding } from './finding'
import { honeypotLinkId } from './honeypot-link-id'
import { judgeUserAgent } from './judge-user-agent'

/** The signs around a click on a link of a message that no person made it. Pure: the same evidence, the same signs. */
export function findSigns(click: SeenNearby, evidence: Evidence): Finding[] {
  if (click.linkId === honeypotLinkId) return [itself]
  const ofSource = evidence.clicks.filter((other) => isSameSource(click, other))
  return [
    honeypot(click, ofSource),
    burst(click, ofSource),
    allLinks(click, ofSource, evidence),
    delivery(click, evidence),
    manyRecipients(click, evidence),
  ].filter((finding) => finding !== null)
}

/**
 * Of one message, and with the token of one recipient; without tokens, from one address. Colleagues share an
 * address, so two recipients at one are two. Declared programs say nothing about a browser's click: previews of a
 * link that somebody passed on carry the same token.
 */
function isSameSource(click: SeenNearby, other: SeenNearby): boolean {
  if (other.id === click.id || other.messageId !== click.messageId) return false
  const isOne =
    click.prospectId && other.prospectId ? click.prospectId === other.prospectId : click.ip === other.ip
  return isOne && (other.linkId === honeypotLinkId || judgeUserAgent(other.userAgent)?.weight !== 'certain')
}

const itself: Finding = {
  sign: 'honeypot',
  weight: 'probable',
  text: 'It followed the hidden link of the email, which no person sees.',
}

function honeypot(click: SeenNearby, ofSource: SeenNearby[]): Finding | null {
  const isFollowed = ofSource.some(
    (other) => other.linkId === honeypotLinkId && isWithin(click, other, HONEYPOT_MS),
  )
  if (!isFollowed) return null
  const text = 'Whoever clicked also followed the hidden link of the email, which no person sees.'
  return { sign: 'honeypot', weight: 'probable', text }
}

function burst(click: SeenNearby, ofSource: SeenNearby[]): Finding | null {
  const links = linksWithin(click, ofSource, BURST_MS)
  if (links.size < 2) return null
  const text = `${links.size} different links of the email were clicked within ${BURST_MS / 1000} seconds.`
  return { sign: 'burst', weight: 'probable', text }
}

/** Two links are too few to say anything: a burst says more. */
function allLinks(click: SeenNearby, ofSource: SeenNearby[], { linksOf }: Evidence): Finding | null {
  const all = linksOf.get(click.messageId)
  if (!all || all.size < 3) return null
  const clicked = linksWithin(click, ofSource, ALL_LINKS_MS)
  if (![...all].every((id) => clicked.has(id))) return null
  const text = `All ${all.size} links of the email were clicked within a minute.`
  return { sign: 'all-links', weight: 'probable', text }
}

function delivery(click: SeenNearby, { deliveries }: Evidence): Finding | null {
  if (!click.prospectId) return null
  const sent = deliveries.get(deliveryKey(click.messageId, click.prospectId)) ?? []
  const isAtOnce = sent.some(
    ({ from, sentAt }) => click.at >= from && click.at.getTime() < sentAt.getTime() + DELIVERY_MS,
  )
  if (!isAtOnce) return null
  const text = `It came within ${DELIVERY_MS / 1000} seconds of the delivery of the email.`
  return { sign: 'delivery', weight: 'weak', text }
}

function manyRecipients(click: SeenNearby, { clicks }: Evidence): Finding | null {
  if (!click.prospectId) return null
  const others = new Set(
    clicks
      .filter(
        (other) =>
          other.messageId === click.messageId &&
          other.ip === click.ip &&
          isWithin(click, other, MANY_RECIPIENTS_MS),
      )
      .flatMap(({ prospectId }) => (prospectId && prospectId !== click.prospectId ? prospectId : [])),
  )
  if (others.size < 2) return null
  const text = `The same address clicked for ${others.size} other recipients of the email within ${MANY_RECIPIENTS_MS / 1000} seconds.`
  return { sign: 'many-recipients', weight: 'weak', text }
}

function linksWithin(click: SeenNearby, ofSource: SeenNearby[], ms: number): Set<string> {
  const near = ofSource.filter((other) => other.linkId !== honeypotLinkId && isWithin(click, other, ms))
  return new Set([click, ...near].map(({ linkId }) => linkId))
}

function isWithin(click: SeenNearby, other: SeenNearby, ms: number): boolean {
  return Math.abs(click.at.getTime() - other.at.getTime()) <= ms
}
