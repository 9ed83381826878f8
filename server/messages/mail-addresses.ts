import { OPEN, signToken, UNSUBSCRIBE } from '../tracking/token'
import { tokenedUrl } from '../tracking/tracked-url'
import { honeypotLinkId } from '../verdicts/honeypot-link-id'
import type { MailAddresses } from './render-mail'

type Recipient = {
  prospectId: string
  messageId: string
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
  slugs,
  honeypotSlug,
  trackingUrl,
  secret,
}: Recipient): MailAddresses {
  const sign = (purpose: string) => signToken({ recipientId: prospectId, messageId }, purpose, secret)
  return {
    ofLink: (linkId) => {
      const slug = slugs.get(linkId)
      return slug ? tokenedUrl({ slug }, sign(linkId), trackingUrl) : null
    },
    honeypot: tokenedUrl({ slug: honeypotSlug }, sign(honeypotLinkId), trackingUrl),
    open: `${trackingUrl}/o/${sign(OPEN)}.gif`,
    unsubscribe: `${trackingUrl}/u/${sign(UNSUBSCRIBE)}`,
  }
}
