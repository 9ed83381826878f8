'use client'

import type { ReactNode } from 'react'
import { ErrorNotice } from './error-notice'
import { SkeletonRows } from './skeleton'

type QueryStateProps<Data> = {
  query: {
    data: Data | undefined
    error: { message: string } | null
    isPending: boolean
    refetch: () => unknown
  }
  /** Stands there while the first answer is on its way. */
  skeleton?: ReactNode
  children: (data: Data) => ReactNode
}

/** Draws what a query answered; until then a skeleton, and on an error the reason with a retry. */
export function QueryState<Data>({ query, skeleton = <SkeletonRows />, children }: QueryStateProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
  return skeleton
}
