import type { Metadata } from 'next'
import { FunctionPage } from '@/components/functions/function-page'

export const metadata: Metadata = { title: 'Function' }

export default async function FunctionOf({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <FunctionPage id={id} />
}
