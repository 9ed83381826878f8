'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import type { ControlProps } from '@/components/ui/form-field'

type OwnerPickerProps = Partial<ControlProps> & {
  value: string | null
  onValueChange: (userId: string | null) => void
  disabled?: boolean
  'aria-label'?: string
}

const nobody = 'nobody'

/** Chooses a user of this workspace, or nobody. */
export function OwnerPicker({ value, onValueChange, ...control }: OwnerPickerProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.users.names.queryOptions())
  return (
    <Combobox
      {...control}
      value={data ? (value ?? nobody) : null}
      placeholder="Loading…"
      onValueChange={(next) => onValueChange(next === nobody ? null : next)}
      searchPlaceholder="Search users"
      emptyText="No user has that name."
      options={[
        { value: nobody, label: 'Nobody' },
        ...(data ?? []).map(({ id, name, email }) => ({ value: id, label: name, hint: email })),
      ]}
    />
  )
}
