'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Tells the label of a custom field by its key; one that is not known shows its key. */
export function useFieldLabel(): (key: string) => string {
  const { data = [] } = useQuery(useTRPC().fields.list.queryOptions())
  return (key) => data.find((field) => field.key === key)?.label ?? key
}
