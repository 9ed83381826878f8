'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { isOpen } from './operation-state'

/** One operation, looked at again until it is over; then whatever shows prospects looks again, too. */
export function useOperation(id: string) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const query = useQuery(
    trpc.bulkOperations.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && isOpen(state.data) ? 700 : false) },
    ),
  )
  const isOver = query.data ? !isOpen(query.data) : false
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => !isOperation(queryKey) })
  }, [isOver, queryClient])
  return query
}

function isOperation(key: readonly unknown[]): boolean {
  const [path] = key
  return Array.isArray(path) && path[0] === 'bulkOperations'
}
