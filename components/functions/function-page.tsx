'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { QueryState } from '@/components/ui/query-state'
import { FunctionEditor } from './function-editor'

/** One function: for writing by admins, for reading by everybody else. */
export function FunctionPage({ id }: { id: string }) {
  const trpc = useTRPC()
  /** Counts how often it was loaded anew; each time the editor starts over. */
  const [generation, setGeneration] = useState(0)
  const query = useQuery(
    trpc.functions.get.queryOptions({ id }, { refetchOnMount: 'always', refetchOnWindowFocus: false }),
  )
  const reload = async () => {
    await query.refetch()
    setGeneration((count) => count + 1)
  }
  // An answer from before may be older than what others saved since.
  const fresh = query.isFetchedAfterMount ? query : { ...query, data: undefined }
  return (
    <Page>
      <QueryState query={fresh} back={{ href: '/functions', label: 'To the functions' }}>
        {(record) => <FunctionEditor key={generation} record={record} onReload={reload} />}
      </QueryState>
    </Page>
  )
}
