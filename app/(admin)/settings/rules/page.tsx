import type { Metadata } from 'next'
import { RulesPage } from '@/components/settings/rules-page'

export const metadata: Metadata = { title: 'Rules' }

export default function Rules() {
  return <RulesPage />
}
