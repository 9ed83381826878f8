'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { prospectName } from './prospect-name'

type ProspectPickerProps = {
  value: string | null
  onValueChange: (id: string) => void
  className?: string
}

/** Chooses one prospect by name, organization or address. */
export function ProspectPicker({ value, onValueChange, className }: ProspectPickerProps) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 200)
  const found = useQuery(
    trpc.prospects.list.queryOptions(
      { limit: 20, ...(search ? { search } : {}) },
      { placeholderData: keepPreviousData },
    ),
  )
  const chosen = useQuery(trpc.prospects.get.queryOptions({ id: value ?? '' }, { enabled: value !== null }))
  const listed = found.data?.items ?? []
  const all = chosen.data && !listed.some(({ id }) => id === value) ? [chosen.data, ...listed] : listed
  return (
    <Combobox
      aria-label="Prospect"
      placeholder="Choose a prospect…"
      searchPlaceholder="Name, organization or email"
      emptyText="Nobody found. Prospects are added on their own screen."
      className={className}
      value={value}
      onValueChange={onValueChange}
      options={all.map((prospect) => ({
        value: prospect.id,
        label: prospectName(prospect),
        hint: prospect.email ?? 'No email address',
      }))}
      search={{ onSearch: setText, isLoading: found.isFetching }}
    />
  )
}
