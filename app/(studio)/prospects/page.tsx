import type { Metadata } from 'next'
import { ProspectsPage } from '@/components/prospects/prospects-page'

export const metadata: Metadata = { title: 'Prospects' }

export default function Prospects() {
  return <ProspectsPage />
}
