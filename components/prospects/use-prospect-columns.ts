'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { type ProspectColumn, usualColumns } from './prospect-columns'

/**
 * The columns a user chose for the list, in order, and a way to choose others; kept with the user.
 * A choice shows at once and stands against any answer that was under way; one that cannot be kept is taken back.
 */
export function useProspectColumns(known: ProspectColumn[]) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { data, isPending } = useQuery(trpc.session.preferences.queryOptions())
  const [chosen, setChosen] = useState<string[] | null>()
  const save = useMutation(
    trpc.session.savePreferences.mutationOptions({
      scope: { id: 'prospectColumns' }, // choices are kept in the order in which they were made
      onError: () => setChosen(undefined),
      onSettled: () => queryClient.invalidateQueries(trpc.session.preferences.queryFilter()),
    }),
  )
  const kept = chosen === undefined ? data?.prospectColumns : chosen
  return {
    isPending,
    /** Columns of fields that are gone are left out. */
    columns: (kept ?? usualColumns).flatMap((name) => known.find((column) => column.name === name) ?? []),
    isUsual: !kept,
    choose: (prospectColumns: string[] | null) => {
      setChosen(prospectColumns)
      save.mutate({ prospectColumns })
    },
  }
}
