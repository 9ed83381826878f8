import type { Mail } from '../messages/mail'

/** How long it took to hand the mail over. */
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
