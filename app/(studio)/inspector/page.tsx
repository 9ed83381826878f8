import type { Metadata } from 'next'
import { InspectorPage } from '@/components/inspector/inspector-page'

export const metadata: Metadata = { title: 'Held & suppressed' }

export default function Inspector() {
  return <InspectorPage />
}
