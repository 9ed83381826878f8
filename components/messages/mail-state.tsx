import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ListedMail } from '@/server/messages/mail-record'

type MailStateText = { label: string; tone: BadgeTone; explanation: string }

/** What the states of a mail are called and what they mean. */
export const mailStates: Record<ListedMail['state'], MailStateText> = {
  kept: {
    label: 'Kept here',
    tone: 'info',
    explanation:
      'No mail server is set up, so this mail stays in the Outbox. Its links work: a click counts as the prospect’s. Set SMTP_URL to send for real.',
  },
  sending: {
    label: 'Sending',
    tone: 'neutral',
    explanation: 'This mail is being handed to the mail server.',
  },
  sent: { label: 'Sent', tone: 'good', explanation: 'The mail server took this mail.' },
  failed: {
    label: 'Not sent',
    tone: 'bad',
    explanation: 'The mail server did not take this mail. It is tried again by itself where that can help.',
  },
  unknown: {
    label: 'In doubt',
    tone: 'warn',
    explanation:
      'The connection broke while this mail was being handed over, so it may have arrived or not. It is never sent again by itself.',
  },
}

export function MailState({ state }: { state: ListedMail['state'] }) {
  const { label, tone, explanation } = mailStates[state]
  return (
    <Badge tone={tone} title={explanation}>
      {label}
    </Badge>
  )
}
