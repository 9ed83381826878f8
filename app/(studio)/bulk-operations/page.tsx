import type { Metadata } from 'next'
import { OperationsPage } from '@/components/bulk-operations/operations-page'

export const metadata: Metadata = { title: 'Bulk operations' }

export default function BulkOperations() {
  return <OperationsPage />
}
