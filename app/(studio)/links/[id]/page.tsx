import type { Metadata } from 'next'
import { LinkPage } from '@/components/links/link-page'

export const metadata: Metadata = { title: 'Link' }

export default async function LinkRoute({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <LinkPage id={id} />
}
