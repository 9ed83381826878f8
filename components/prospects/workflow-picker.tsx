'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import type { ControlProps } from '@/components/ui/form-field'
import { useOptionSearch } from '@/components/ui/use-option-search'

type WorkflowPickerProps = {
  control: ControlProps
  value: string | null
  onValueChange: (id: string) => void
}

/** Chooses a workflow that prospects can be put into. */
export function WorkflowPicker({ control, value, onValueChange }: WorkflowPickerProps) {
  const trpc = useTRPC()
  const { text, searchWith } = useOptionSearch()
  const query = useQuery(
    trpc.workflows.list.queryOptions(text ? { search: text } : {}, { placeholderData: keepPreviousData }),
  )
  return (
    <Combobox
      {...control}
      value={value}
      onValueChange={onValueChange}
      placeholder="Choose a workflow…"
      searchPlaceholder="Search workflows"
      emptyText="No workflow found. Draw and publish one first."
      search={searchWith(query)}
      options={(query.data?.items ?? []).map(toOption)}
    />
  )
}

/** Only what is live and not paused can be entered; the others say why not. */
function toOption({ id, name, live, isPaused }: RouterOutputs['workflows']['list']['items'][number]) {
  const obstacle = live ? (isPaused ? 'Paused' : null) : 'Not published yet'
  return {
    value: id,
    label: name,
    hint: obstacle ?? `Live v${live?.number}`,
    isDisabled: obstacle !== null,
  }
}
