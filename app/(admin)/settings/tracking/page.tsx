import type { Metadata } from 'next'
import { TrackingPage } from '@/components/tracking/tracking-page'

export const metadata: Metadata = { title: 'Tracking' }

export default function Tracking() {
  return <TrackingPage />
}
