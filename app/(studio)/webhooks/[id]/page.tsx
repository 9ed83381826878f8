import type { Metadata } from 'next'
import { DeliveryPage } from '@/components/webhooks/delivery-page'

export const metadata: Metadata = { title: 'Webhook' }

export default async function Webhook({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DeliveryPage id={id} />
}
