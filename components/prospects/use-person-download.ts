'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'

/** Saves everything that is stored about a person as a file. */
export function usePersonDownload() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      queryClient.fetchQuery(trpc.prospects.export.queryOptions({ id }, { staleTime: 0, gcTime: 0 })),
    onSuccess: (data) => {
      save(`prospect-${data.prospect.id}.json`, JSON.stringify(data, null, 2))
      toast.success('All data of this prospect was downloaded')
    },
  })
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
