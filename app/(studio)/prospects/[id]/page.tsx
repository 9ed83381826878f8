import type { Metadata } from 'next'
import { ProspectPage } from '@/components/prospects/prospect-page'

export const metadata: Metadata = { title: 'Prospect' }

export default async function Prospect({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ProspectPage id={id} />
}
