'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Skeleton } from '@/components/ui/skeleton'
import { EditorScreen } from './editor-screen'
import { UnreadableDraft } from './unreadable-draft'

/** One workflow: its draft on the canvas, once it and what it can point to have arrived. */
export function EditorPage({ id }: { id: string }) {
  const trpc = useTRPC()
  // Never from an old answer: the draft is edited from what is stored now. Later answers only tell about versions.
  const workflow = useQuery(
    trpc.workflows.get.queryOptions({ id }, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY }),
  )
  const references = useQuery(trpc.workflows.references.queryOptions({ workflowId: id }))
  const error = workflow.error ?? (references.data ? null : references.error)
  if (error && !workflow.data)
    return (
      <Page>
        <ErrorNotice
          error={error}
          title="This workflow cannot be opened"
          onRetry={() => void workflow.refetch()}
        />
      </Page>
    )
  if (!workflow.data || !references.data) return <LoadingEditor />
  const { document } = workflow.data
  if (!document) return <UnreadableDraft workflow={workflow.data} />
  return <EditorScreen workflow={{ ...workflow.data, document }} references={references.data} />
}

function LoadingEditor() {
  return (
    <div className="flex h-full flex-col" aria-busy>
      <div className="border-b bg-surface p-3">
        <Skeleton className="h-8 w-64" />
      </div>
      <div className="flex-1" />
    </div>
  )
}
