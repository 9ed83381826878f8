import type { Metadata } from 'next'
import { EditorPage } from '@/components/editor/page/editor-page'

export const metadata: Metadata = { title: 'Workflow' }

export default async function Workflow({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <EditorPage key={id} id={id} />
}
