'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { LoadedWorkflow } from './loaded-workflow'

/** Pausing a workflow, so that no new runs start, and resuming it. */
export function usePausing({ id, isPaused }: LoadedWorkflow) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.workflows.setPaused.mutationOptions({
      onSuccess: (_result, { isPaused: isNowPaused }) => {
        toast.success(
          isNowPaused
            ? 'Paused: no new runs start. Runs on their way go on.'
            : 'Resumed: new runs start again.',
        )
        return queryClient.invalidateQueries(trpc.workflows.pathFilter())
      },
    }),
  )
  return { isPaused, isPending, toggle: () => mutate({ id, isPaused: !isPaused }) }
}
