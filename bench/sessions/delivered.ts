import type { Mail } from '@/server/messages/mail'
import type { Message } from '@/server/messages/message'

/** A message with these links. */
export function messageOf({ id, linkIds, at }: { id: string; linkIds: string[]; at: Date }): Message {
  const links = linkIds.map((linkId, n) => ({
    id: linkId,
    label: `Link ${n}`,
    destination: 'https://example.com/',
    type: 'url' as const,
  }))
  return {
    _id: id,
    name: 'News',
    subject: 'News',
    html: '',
    links,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}

/** How long it takes to hand a mail over. */
const HANDED_OVER_MS = 2_000

/** The mail of one recipient, handed over at that time. */
export function mailOf(of: { id: string; messageId: string; prospectId: string; at: Date }): Mail {
  return {
    _id: of.id,
    prospectId: of.prospectId,
    messageId: of.messageId,
    versionId: '',
    runId: '',
    messageIdHeader: `<${of.id}@example.com>`,
    from: 'news@example.com',
    to: 'somebody@example.com',
    subject: 'News',
    html: '',
    text: '',
    headers: {},
    state: 'sent',
    error: null,
    createdAt: new Date(of.at.getTime() - HANDED_OVER_MS),
    sentAt: of.at,
  }
}
