'use client'

import { Button } from './button'
import { ErrorNotice } from './error-notice'

type LoadMoreProps = {
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: { message: string } | null
    fetchNextPage: () => unknown
  }
}

/** The way to the rest of a long list; nothing when all of it is here. */
export function LoadMore({ query }: LoadMoreProps) {
  if (!query.hasNextPage) return null
  if (query.isFetchNextPageError && query.error)
    return <ErrorNotice error={query.error} onRetry={() => query.fetchNextPage()} className="mt-4" />
  return (
    <div className="mt-4 flex justify-center">
      <Button isPending={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        Load more
      </Button>
    </div>
  )
}
