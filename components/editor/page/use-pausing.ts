'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { LoadedWorkflow } from './loaded-workflow'

/** Pausing a workflow, so that nothing in it moves, and resuming it. */
export function usePausing({ id, isPaused }: LoadedWorkflow) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.workflows.setPaused.mutationOptions({
      onSuccess: (_result, { isPaused: isNowPaused }) => {
        toast.success(
          isNowPaused
            ? 'Paused: nothing moves. What becomes due is held.'
            : 'Resumed. What the pause held back waits for your decision.',
        )
        return queryClient.invalidateQueries(trpc.workflows.pathFilter())
      },
    }),
  )
  return { isPaused, isPending, toggle: () => mutate({ id, isPaused: !isPaused }) }
}
