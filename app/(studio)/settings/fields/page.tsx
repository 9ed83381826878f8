import type { Metadata } from 'next'
import { FieldsPage } from '@/components/fields/fields-page'

export const metadata: Metadata = { title: 'Custom fields' }

export default function Fields() {
  return <FieldsPage />
}
