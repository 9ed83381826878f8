'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Deletes a function, after asking. */
export function RemoveFunction({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const remove = useMutation(
    trpc.functions.remove.mutationOptions({
      onSuccess: async () => {
        router.push('/functions')
        await queryClient.invalidateQueries(trpc.functions.list.pathFilter())
      },
    }),
  )
  return (
    <>
      <Button onClick={() => setAsking(true)}>Delete</Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Delete “${name}”?`}
        confirmLabel="Delete function"
        isPending={remove.isPending || remove.isSuccess}
        onConfirm={() => remove.mutate({ id })}
      >
        Published workflows go on with the code they were published with. Drafts that call it cannot be
        published until you choose another one.
      </ConfirmDialog>
    </>
  )
}
