'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { type ProspectColumn, usualColumns } from './prospect-columns'

/** The columns a user chose for the list, in order, and a way to choose others; kept with the user. */
export function useProspectColumns(known: ProspectColumn[]) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data, isPending } = useQuery(trpc.session.preferences.queryOptions())
  const options = trpc.session.preferences.queryKey()
  const save = useMutation(
    trpc.session.savePreferences.mutationOptions({
      onMutate: ({ prospectColumns }) => {
        queryClient.setQueryData(options, (before) =>
          before && prospectColumns !== undefined ? { ...before, prospectColumns } : before,
        )
      },
      onSettled: () => queryClient.invalidateQueries(trpc.session.preferences.queryFilter()),
    }),
  )
  const names = data?.prospectColumns ?? usualColumns
  return {
    isPending,
    /** Columns of fields that are gone are left out. */
    columns: names.flatMap((name) => known.find((column) => column.name === name) ?? []),
    isUsual: !data?.prospectColumns,
    choose: (prospectColumns: string[] | null) => save.mutate({ prospectColumns }),
  }
}
