'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Asks again for everything that names fields. */
export function useFieldsChanged(): () => Promise<unknown> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.fields.pathFilter()),
      queryClient.invalidateQueries(trpc.workflows.references.pathFilter()),
    ])
}
