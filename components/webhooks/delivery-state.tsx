import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { ListedDelivery } from '@/server/webhooks/delivery-record'

type StateText = { label: string; tone: BadgeTone; explanation: string }

/** What the states of a webhook are called and what they mean. */
export const deliveryStates: Record<ListedDelivery['state'], StateText> = {
  waiting: {
    label: 'On its way',
    tone: 'info',
    explanation: 'It is tried until the server takes it, for up to three days.',
  },
  delivered: { label: 'Delivered', tone: 'good', explanation: 'The server took it.' },
  failed: {
    label: 'Failed',
    tone: 'bad',
    explanation: 'It is not tried again by itself. You can send it again.',
  },
  skipped: { label: 'Not sent', tone: 'neutral', explanation: 'It was not sent.' },
}

export function DeliveryState({ state }: { state: ListedDelivery['state'] }) {
  const { label, tone, explanation } = deliveryStates[state]
  return (
    <Badge tone={tone} title={explanation}>
      {label}
    </Badge>
  )
}
