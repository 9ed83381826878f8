'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { useFullPages } from '@/components/trpc/use-full-pages'
import { useOptionSearch } from '@/components/ui/use-option-search'
import { prospectName } from './prospect-name'

export type ProspectOption = { value: string; label: string; hint: string }

const limit = 20

/** Prospects to choose from, found by name, organization or address while somebody types. */
export function useProspectOptions() {
  const trpc = useTRPC()
  const { text, searchWith } = useOptionSearch()
  const query = useInfiniteQuery(
    trpc.prospects.list.infiniteQueryOptions(
      { limit, ...(text && { search: text }) },
      { getNextPageParam: (page) => page.next, placeholderData: keepPreviousData },
    ),
  )
  useFullPages(query, limit)
  return {
    options: query.data?.pages.flatMap(({ items }) => items.map(prospectOption)) ?? [],
    searchPlaceholder: 'Name, organization or email',
    emptyText: 'Nobody found. Prospects are added on their own screen.',
    search: searchWith(query),
  }
}

/** One prospect as an entry of a list to choose from. */
export function prospectOption(
  prospect: Parameters<typeof prospectName>[0] & { id: string; email: string | null },
): ProspectOption {
  return {
    value: prospect.id,
    label: prospectName(prospect),
    hint: prospect.email ?? 'No email address',
  }
}
