import {
  ALL_LINKS_MS,
  BURST_MS,
  BY_HAND_LINKS,
  BY_HAND_MS,
  DELIVERY_MS,
  deliveryKey,
  type Evidence,
  HONEYPOT_MS,
  MANY_RECIPIENTS_MS,
  SAME_ADDRESS_MS,
  type SeenNearby,
  SOON_MS,
} from './evidence'
import type { Finding } from './finding'
import { honeypotLinkId } from './honeypot-link-id'
import { judgeUserAgent } from './judge-user-agent'

/** The signs around a click on a link of a message that no person made it. Pure: the same evidence, the same signs. */
export function findSigns(click: SeenNearby, evidence: Evidence): Finding[] {
  if (click.linkId === honeypotLinkId) return [itself]
  const ofSource = evidence.clicks.filter((other) => isSameSource(click, other))
  const sweep = sweepOf(click, ofSource)
  return [
    honeypot(click, sweep),
    burst(click, ofSource),
    byHand(click, ofSource),
    allLinks(click, sweep, evidence),
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

/**
 * The clicks of a source that belong together: by the same browser at the same address, by any browser there for a
 * minute, or one after the other with never more than a burst between them, whatever the addresses. Whoever reads the mail a while after a scanner went
 * through it is not of its sweep.
 */
function sweepOf(click: SeenNearby, ofSource: SeenNearby[]): SeenNearby[] {
  const inOrder = ofSource.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const before = inOrder.filter((other) => other.at < click.at).toReversed()
  const after = inOrder.filter((other) => other.at >= click.at)
  const chain = new Set([...inARow(click, before), ...inARow(click, after)])
  return ofSource.filter((other) => chain.has(other) || isSameVisitor(click, other))
}

function inARow(click: SeenNearby, others: SeenNearby[]): SeenNearby[] {
  const end = others.findIndex((other, n) => !isWithin(others[n - 1] ?? click, other, BURST_MS))
  return end < 0 ? others : others.slice(0, end)
}

function isSameVisitor(click: SeenNearby, other: SeenNearby): boolean {
  const isSameBrowser = click.userAgent === other.userAgent
  return click.ip === other.ip && (isSameBrowser || isWithin(click, other, SAME_ADDRESS_MS))
}

const itself: Finding = {
  sign: 'honeypot',
  weight: 'probable',
  text: 'It followed the hidden link of the email, which no person sees.',
}

function honeypot(click: SeenNearby, sweep: SeenNearby[]): Finding | null {
  const isFollowed = sweep.some(
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

/** A second sign beside the burst: two tabs are opened quickly, but not like this. */
function byHand(click: SeenNearby, ofSource: SeenNearby[]): Finding | null {
  const inBurst = linksWithin(click, ofSource, BURST_MS).size
  const isAtOnce = linksWithin(click, ofSource, BY_HAND_MS).size > 1
  if (!isAtOnce && inBurst < BY_HAND_LINKS) return null
  const text = 'The links followed each other faster than anybody clicks.'
  return { sign: 'by-hand', weight: 'probable', text }
}

/** Two links are too few to say anything: a burst says more. */
function allLinks(click: SeenNearby, sweep: SeenNearby[], { linksOf }: Evidence): Finding | null {
  const all = linksOf.get(click.messageId)
  if (!all || all.size < 3) return null
  const clicked = linksWithin(click, sweep, ALL_LINKS_MS)
  if (![...all].every((id) => clicked.has(id))) return null
  const text = `All ${all.size} links of the email were clicked within a minute.`
  return { sign: 'all-links', weight: 'probable', text }
}

function delivery(click: SeenNearby, { deliveries }: Evidence): Finding | null {
  if (!click.prospectId) return null
  const sent = deliveries.get(deliveryKey(click.messageId, click.prospectId)) ?? []
  const cameWithin = (ms: number) =>
    sent.some(({ from, sentAt }) => click.at >= from && click.at.getTime() < sentAt.getTime() + ms)
  // Whoever has had the email once before may click while it is sent again.
  if (cameWithin(0) && !sent.some(({ sentAt }) => sentAt <= click.at)) {
    const text = 'It came while the email was still being delivered, before anybody could read it.'
    return { sign: 'delivery', weight: 'probable', text }
  }
  if (cameWithin(DELIVERY_MS)) {
    const text = `It came within ${DELIVERY_MS / 1000} seconds of the delivery of the email.`
    return { sign: 'delivery', weight: 'weak', text }
  }
  if (!cameWithin(SOON_MS)) return null
  return { sign: 'soon', weight: 'slight', text: 'It came within a minute of the delivery of the email.' }
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
