import { useEffect } from 'react'

type Pages = {
  data: { pages: { items: unknown[] }[] } | undefined
  hasNextPage: boolean
  isFetching: boolean
  isError: boolean
  fetchNextPage: () => unknown
}

/** Pages of a search end when they took long enough. While the last one has fewer than `limit` and leads on, so does this. */
export function useFullPages(query: Pages, limit: number): void {
  const last = query.data?.pages.at(-1)
  const isShort = last !== undefined && last.items.length < limit && query.hasNextPage
  useEffect(() => {
    if (isShort && !query.isFetching && !query.isError) query.fetchNextPage()
  }, [isShort, query])
}
