'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { FinishAction } from '@/workflows/finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import type { LoadedList } from './loaded-list'

/** Why a list was not saved: one sentence, and whether somebody else saved in between. */
export type NotSaved = { message: string; isConflict: boolean }

export type SavingList = {
  /** Saves the whole list; true once it is live. */
  save: (items: FinishAction[]) => Promise<boolean>
  isPending: boolean
  notSaved: NotSaved | null
}

/** Saves a list, which publishes it; who started from an older one is told. */
export function useSavingList(
  host: FinishActionHost,
  { revision }: Pick<LoadedList, 'revision'>,
): SavingList {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutateAsync, isPending, error, data } = useMutation(
    trpc.finishActions.save.mutationOptions({
      onError: () => {}, // shown beside the list
      onSuccess: (saved) => {
        if (!saved.ok) return
        queryClient.setQueryData(trpc.finishActions.get.queryKey({ host }), saved.list)
        toast.success(`Version ${saved.list.version} is live.`)
      },
    }),
  )
  const save = (items: FinishAction[]) =>
    mutateAsync({ host, items, revision }).then(
      ({ ok }) => ok,
      () => false,
    )
  return {
    save,
    isPending,
    notSaved: error ? notSavedBy(error) : data && !data.ok ? refusedBy(data.problems) : null,
  }
}

function notSavedBy(error: { message: string; data?: { appCode?: string } | null | undefined }): NotSaved {
  return { message: error.message, isConflict: error.data?.appCode === 'conflict' }
}

function refusedBy(problems: { message: string }[]): NotSaved {
  const messages = [...new Set(problems.map(({ message }) => message))]
  return { message: messages.join(' '), isConflict: false }
}
