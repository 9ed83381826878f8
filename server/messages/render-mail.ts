import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { fillMergeFields, mergeValues, type OwnAddresses } from './fill-merge-fields'
import { mailText } from './mail-text'
import { trackAnchors } from './track-anchors'
import { wrapMail } from './wrap-mail'

export type RenderedMail = { subject: string; html: string; text: string; headers: Record<string, string> }

type RenderMailInput = {
  message: { subject: string; html: string }
  prospect: ProspectSnapshot
  addresses: MailAddresses
}

/** Where the links of one mail to one prospect lead. */
export type MailAddresses = {
  /** The tracked URL that stands for a link; null leaves the author's address. */
  ofLink: (linkId: string) => string | null
  unsubscribe: string
  /** What the merge fields `session.id` and `shareLinks` show; left out of previews. */
  own?: OwnAddresses
  /** The picture that tells that the mail was opened; left out of previews. */
  open?: string
  /** The hidden link that only programs follow; left out of previews. */
  honeypot?: string
}

/**
 * One email for one prospect: live values in the merge fields (?6), a tracked address for every link in the HTML
 * and in the text part (IF-11), and a way to leave in both and for the mail program (RFC 8058).
 * @throws Error when the template cannot be understood
 */
export function renderMail({ message, prospect, addresses }: RenderMailInput): RenderedMail {
  const values = mergeValues(prospect, addresses.unsubscribe, addresses.own)
  const subject = fillMergeFields(message.subject, values, 'subject')
  const body = fillMergeFields(trackAnchors(message.html, addresses.ofLink), values, 'html')
  const hasOwnWay = body.includes(addresses.unsubscribe)
  return {
    subject,
    html: wrapMail({
      body,
      title: escapeText(subject),
      unsubscribeUrl: hasOwnWay ? null : addresses.unsubscribe,
      openUrl: addresses.open ?? null,
      honeypotUrl: addresses.honeypot ?? null,
    }),
    text: hasOwnWay ? mailText(body) : `${mailText(body)}\n\n--\nUnsubscribe: ${addresses.unsubscribe}`,
    headers: {
      'List-Unsubscribe': `<${addresses.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  }
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
