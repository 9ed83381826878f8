import type { Metadata } from 'next'
import { OutboxPage } from '@/components/messages/outbox-page'

export const metadata: Metadata = { title: 'Outbox' }

export default function Outbox() {
  return <OutboxPage />
}
