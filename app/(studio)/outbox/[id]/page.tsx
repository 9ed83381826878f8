import type { Metadata } from 'next'
import { MailPage } from '@/components/messages/mail-page'

export const metadata: Metadata = { title: 'Mail' }

export default async function Mail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <MailPage id={id} />
}
