'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { prospectName } from './prospect-name'

export type ProspectOption = { value: string; label: string; hint: string }

/** Prospects to choose from, found by name, organization or address while somebody types. */
export function useProspectOptions() {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 200)
  const { data, isFetching } = useQuery(
    trpc.prospects.list.queryOptions(
      { limit: 20, ...(search ? { search } : {}) },
      { placeholderData: keepPreviousData },
    ),
  )
  return {
    options: (data?.items ?? []).map(prospectOption),
    searchPlaceholder: 'Name, organization or email',
    emptyText: 'Nobody found. Prospects are added on their own screen.',
    search: { onSearch: setText, isLoading: isFetching },
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
