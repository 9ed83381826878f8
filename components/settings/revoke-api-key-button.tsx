'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Ends a key, after asking. */
export function RevokeApiKeyButton({ id, name }: { id: string; name: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const revoke = useMutation(
    trpc.apiKeys.revoke.mutationOptions({
      onSuccess: () => {
        setAsking(false)
        return queryClient.invalidateQueries(trpc.apiKeys.list.pathFilter())
      },
    }),
  )
  return (
    <>
      <Button variant="danger" size="sm" onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Revoke “${name}”?`}
        confirmLabel="Revoke key"
        isPending={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
      >
        Programs that use this key are refused from now on. It cannot be brought back; create a new one
        instead.
      </ConfirmDialog>
    </>
  )
}
