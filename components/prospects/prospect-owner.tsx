'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCanEdit } from '@/components/shell/current-user'
import { OwnerPicker } from '@/components/tasks/owner-picker'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Whose prospect it is; to be changed on the spot. */
export function ProspectOwner({ prospectId, ownerId }: { prospectId: string; ownerId: string | null }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const update = useMutation(
    trpc.prospects.update.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.prospects.pathFilter()),
    }),
  )
  return (
    <OwnerPicker
      aria-label="Owner"
      value={update.isPending ? (update.variables.ownerId ?? null) : ownerId}
      onValueChange={(next) => update.mutate({ id: prospectId, ownerId: next })}
      disabled={!canEdit || update.isPending}
    />
  )
}
