import type { Metadata } from 'next'
import { WebhookSecretPage } from '@/components/webhooks/webhook-secret-page'

export const metadata: Metadata = { title: 'Webhook secret' }

export default function WebhookSecret() {
  return <WebhookSecretPage />
}
