import type { Metadata } from 'next'
import { LinksPage } from '@/components/links/links-page'

export const metadata: Metadata = { title: 'Links' }

export default function Links() {
  return <LinksPage />
}
