'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'

export type RestoreOptions = {
  /** Saves what is waiting, so that the revision is that of all that is drawn; false when it cannot. */
  beforeRestore?: () => Promise<boolean>
  revision: () => number
  onRestored: () => void
}

/** Makes an old version the draft. */
export function useRestore(id: string, { beforeRestore, revision, onRestored }: RestoreOptions) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.workflows.restore.mutationOptions({
      onSuccess: (_saved, { number }) => {
        toast.success(`Version ${number} is the draft now.`)
        onRestored()
        return queryClient.invalidateQueries(trpc.workflows.pathFilter())
      },
    }),
  )
  const restore = async (number: number) => {
    const isSaved = (await beforeRestore?.()) ?? true
    if (isSaved) mutate({ id, number, revision: revision() })
    else toast.error('Your last changes are not saved yet. Try again in a moment.')
  }
  return { isPending, restore: (number: number) => void restore(number) }
}
