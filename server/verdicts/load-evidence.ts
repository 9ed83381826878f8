import type { Filter } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { Events, type StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { Mails } from '../messages/mail'
import { Messages } from '../messages/message'
import {
  ALL_LINKS_MS,
  type Delivery,
  deliveryKey,
  type Evidence,
  HONEYPOT_MS,
  type SeenNearby,
} from './evidence'
import { honeypotLinkId } from './honeypot-link-id'

/** Far more than a person or a scanner makes in a minute; beyond it, what was found is enough. */
const CLICKS_MOST = 5_000
/** Only a message of which a source clicked this many links is looked up for whether these are all. */
const LINKS_LEAST = 3

const HANDING_OVER_MS = 60_000

/** A click on a link of a message. */
export type MessageClick = SeenNearby & Pick<StoredEvent, 'state' | 'verdict' | 'reasons'>

/** What there is to know around clicks on links of messages: two round trips, sometimes three. */
export async function loadEvidence(
  clicks: SeenNearby[],
): Promise<{ evidence: Evidence; nearby: MessageClick[] }> {
  if (clicks.length === 0)
    return { evidence: { clicks: [], linksOf: new Map(), deliveries: new Map() }, nearby: [] }
  const [nearby, deliveries] = await Promise.all([findNearby(clicks), findDeliveries(clicks)])
  const all = [...new Map([...nearby, ...clicks].map((click) => [click.id, click])).values()]
  return { evidence: { clicks: all, deliveries, linksOf: await findLinks(all) }, nearby }
}

/** The event as evidence; null when it is not a click on a link of a message. */
export function toSeenNearby({
  _id,
  at,
  linkId,
  messageId,
  prospectId,
  click,
}: StoredEvent): SeenNearby | null {
  if (!click || !linkId || !messageId) return null
  // Only a token says for certain whose copy of the message it was.
  const recipients = {
    valid: prospectId,
    'passed-on': click.sharerId,
    shared: null,
    none: null,
    invalid: null,
  }
  const recipient = recipients[click.token]
  return { id: _id, at, linkId, messageId, prospectId: recipient, ip: click.ip, userAgent: click.userAgent }
}

async function findNearby(clicks: SeenNearby[]): Promise<MessageClick[]> {
  const events = await collectionOf(Events)
    .find({ $or: clusters(clicks).flatMap(around) }, { projection: nearbyFields, maxTimeMS: 5_000 })
    .limit(CLICKS_MOST)
    .toArray()
  return events.flatMap((event) => {
    const seen = toSeenNearby(event)
    const { state, verdict, reasons } = event
    return seen ? [{ ...seen, state, verdict, reasons }] : []
  })
}

const nearbyFields = {
  at: 1,
  linkId: 1,
  messageId: 1,
  prospectId: 1,
  'click.token': 1,
  'click.sharerId': 1,
  'click.ip': 1,
  'click.userAgent': 1,
  state: 1,
  verdict: 1,
  reasons: 1,
}

/** Clicks on one message that follow each other closely, so that one range of time serves them all. */
function clusters(clicks: SeenNearby[]): SeenNearby[][] {
  return [...groupBy(clicks, ({ messageId }) => messageId).values()].flatMap((ofMessage) => {
    const inOrder = ofMessage.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const found: SeenNearby[][] = []
    for (const click of inOrder) {
      const last = found.at(-1)?.at(-1)
      if (last && click.at.getTime() - last.at.getTime() < 2 * ALL_LINKS_MS) found.at(-1)?.push(click)
      else found.push([click])
    }
    return found
  })
}

/** Everything of the same sources a moment before and after, and the hidden link for longer, seen from both ends. */
function around(cluster: SeenNearby[]): Filter<StoredEvent>[] {
  const messageId = cluster[0]?.messageId ?? ''
  const isHoneypot = cluster.some(({ linkId }) => linkId === honeypotLinkId)
  const sources: Filter<StoredEvent>[] = [
    { 'click.ip': { $in: [...new Set(cluster.map(({ ip }) => ip))] } },
    { prospectId: { $in: [...new Set(cluster.flatMap(({ prospectId }) => prospectId ?? []))] } },
  ]
  return [
    { messageId, at: span(cluster, isHoneypot ? HONEYPOT_MS : ALL_LINKS_MS), $or: sources },
    { linkId: honeypotLinkId, messageId, at: span(cluster, HONEYPOT_MS), $or: sources },
  ]
}

function span(cluster: SeenNearby[], ms: number) {
  const times = cluster.map(({ at }) => at.getTime())
  return { $gte: new Date(Math.min(...times) - ms), $lte: new Date(Math.max(...times) + ms) }
}

/**
 * When the mails went out that the clicks came from: a gateway follows links while it is still being handed the mail.
 * What only stands in the Outbox was delivered to nobody.
 */
async function findDeliveries(clicks: SeenNearby[]): Promise<Map<string, Delivery[]>> {
  const prospectIds = [...new Set(clicks.flatMap(({ prospectId }) => prospectId ?? []))]
  if (prospectIds.length === 0) return new Map()
  const messageIds = [...new Set(clicks.map(({ messageId }) => messageId))]
  const mails = await collectionOf(Mails)
    .find(
      {
        prospectId: { $in: prospectIds },
        messageId: { $in: messageIds },
        state: { $in: ['sending', 'sent'] },
      },
      { projection: { prospectId: 1, messageId: 1, createdAt: 1, sentAt: 1 }, maxTimeMS: 5_000 },
    )
    .toArray()
  const byKey = groupBy(mails, ({ messageId, prospectId }) => deliveryKey(messageId ?? '', prospectId))
  return new Map(
    [...byKey].map(([key, sent]) => [
      key,
      sent.map(({ createdAt, sentAt }) => ({ from: createdAt, sentAt: sentAt ?? handedOverBy(createdAt) })),
    ]),
  )
}

/** No handing over takes longer; a mail that is said to be sent for longer than this was broken off. */
function handedOverBy(createdAt: Date): Date {
  return new Date(createdAt.getTime() + HANDING_OVER_MS)
}

async function findLinks(clicks: SeenNearby[]): Promise<Map<string, Set<string>>> {
  const byMessage = groupBy(clicks, ({ messageId }) => messageId)
  const many = [...byMessage].flatMap(([id, ofMessage]) => {
    const links = new Set(ofMessage.map(({ linkId }) => linkId))
    return links.size >= LINKS_LEAST ? [id] : []
  })
  if (many.length === 0) return new Map()
  const messages = await collectionOf(Messages)
    .find({ _id: { $in: many } }, { projection: { links: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Map(
    messages.map(({ _id, links }) => [
      _id,
      new Set(links.filter(({ type }) => type === 'url' || type === 'landing-page').map(({ id }) => id)),
    ]),
  )
}
