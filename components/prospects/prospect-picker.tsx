'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import type { ControlProps } from '@/components/ui/form-field'
import { prospectOption, useProspectOptions } from './use-prospect-options'

type ProspectPickerProps = Partial<ControlProps> & {
  value: string | null
  onValueChange: (id: string) => void
  className?: string
}

/** Chooses one prospect by name, organization or address. */
export function ProspectPicker({ value, onValueChange, className, ...control }: ProspectPickerProps) {
  const trpc = useTRPC()
  const { options, ...list } = useProspectOptions()
  const chosen = useQuery(trpc.prospects.get.queryOptions({ id: value ?? '' }, { enabled: value !== null }))
  const isListed = options.some((option) => option.value === value)
  return (
    <Combobox
      {...list}
      {...(control.id ? control : { 'aria-label': 'Prospect' })}
      placeholder="Choose a prospect…"
      className={className}
      value={value}
      onValueChange={onValueChange}
      options={chosen.data && !isListed ? [prospectOption(chosen.data), ...options] : options}
    />
  )
}
