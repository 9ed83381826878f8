'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Stops an operation; what was done stays done. */
export function useCancel() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.bulkOperations.cancel.mutationOptions({
      onSuccess: () => {
        toast.success('Cancelled. What was done stays done.')
      },
      onSettled: () => queryClient.invalidateQueries(trpc.bulkOperations.pathFilter()),
    }),
  )
}
