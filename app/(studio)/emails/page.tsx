import type { Metadata } from 'next'
import { EmailsPage } from '@/components/messages/emails-page'

export const metadata: Metadata = { title: 'Emails' }

export default function Emails() {
  return <EmailsPage />
}
