import { OPEN, signToken, UNSUBSCRIBE } from '../tracking/token'
import { tokenedUrl } from '../tracking/tracked-url'
import { honeypotLinkId } from '../verdicts/honeypot-link-id'
import type { MailAddresses } from './render-mail'

type Recipient = {
  prospectId: string
  messageId: string
  /** The user who is responsible for the mail (IM-9); null when nobody is. */
  senderId: string | null
  /** The last session or visitor id that is known to be theirs. */
  sessionId: string | null
  /** The links that the email offers to pass on, by slug. */
  shared: ReadonlyMap<string, string>
  /** Slugs of the tracked links in the email, by link id. */
  slugs: ReadonlyMap<string, string>
  /** The slug of the hidden link. */
  honeypotSlug: string
  trackingUrl: string
  secret: string
}

/** The addresses in one prospect's copy of an email: signed for this recipient and this email only (IM-3). */
export function mailAddresses({
  prospectId,
  messageId,
  senderId,
  sessionId,
  shared,
  slugs,
  honeypotSlug,
  trackingUrl,
  secret,
}: Recipient): MailAddresses {
  const sign = (purpose: string) =>
    signToken({ recipientId: prospectId, messageId, senderId }, purpose, secret)
  const share = (linkId: string) =>
    signToken({ recipientId: null, sharerId: prospectId, senderId }, linkId, secret)
  return {
    ofLink: (linkId) => {
      const slug = slugs.get(linkId)
      return slug ? tokenedUrl({ slug }, sign(linkId), trackingUrl) : null
    },
    own: {
      sessionId,
      shareLinks: Object.fromEntries(
        [...shared].map(([slug, linkId]) => [slug, tokenedUrl({ slug }, share(linkId), trackingUrl)]),
      ),
    },
    honeypot: tokenedUrl({ slug: honeypotSlug }, sign(honeypotLinkId), trackingUrl),
    open: `${trackingUrl}/o/${sign(OPEN)}.gif`,
    unsubscribe: `${trackingUrl}/u/${sign(UNSUBSCRIBE)}`,
  }
}
