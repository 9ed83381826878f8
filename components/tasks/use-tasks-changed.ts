'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Reads again whatever shows tasks. */
export function useTasksChanged() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries(trpc.tasks.pathFilter())
}
