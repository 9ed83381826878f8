'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Sends prospects into a live workflow, says so and offers to show the runs; what goes wrong is left to the caller. */
export function useEnrolling(onDone: () => void) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.workflows.enrol.mutationOptions({
      onError: () => {}, // shown in the dialog
      onSuccess: ({ enrolled }, { id }) => {
        toast.success(enrolled === 1 ? '1 prospect enrolled' : `${enrolled} prospects enrolled`, {
          action: { label: 'Show runs', onClick: () => router.push(`/runs?workflowId=${id}`) },
        })
        onDone()
        return queryClient.invalidateQueries()
      },
    }),
  )
}
