'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Skeleton } from '@/components/ui/skeleton'
import type { FinishActionHost } from '@/workflows/hosts'
import { FinishActionList } from './finish-action-list'

/** The Finish Actions of one host: what runs, in which order, each time something happens on it (IF-4). */
export function FinishActionsTab({ host }: { host: FinishActionHost }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.finishActions.get.queryOptions({ host }, { refetchOnWindowFocus: false }))
  const references = useQuery(trpc.workflows.references.queryOptions({}))
  const failed = list.error ? list : references.error ? references : null
  if (failed?.error) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (!list.data || !references.data) return <Skeleton className="h-40" />
  return (
    <FinishActionList
      key={`${host.id} ${host.on} ${list.data.revision}`}
      host={host}
      list={list.data}
      references={references.data}
      onReload={() => void list.refetch()}
    />
  )
}
