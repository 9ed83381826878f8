import type { Metadata } from 'next'
import { ImportPage } from '@/components/bulk-operations/import-page'

export const metadata: Metadata = { title: 'Import prospects' }

export default function ImportProspects() {
  return <ImportPage />
}
