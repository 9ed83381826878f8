'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Reads again whatever shows who is on a list. */
export function useMembersChanged() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.lists.pathFilter()),
      queryClient.invalidateQueries(trpc.prospects.pathFilter()),
    ])
}
