'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { DeliveryRecord } from '@/server/webhooks/delivery-record'

/** The button for a webhook that has ended, however it ended. */
export function SendAgain({ delivery }: { delivery: Pick<DeliveryRecord, 'id' | 'state'> }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const [isOpen, setOpen] = useState(false)
  const resend = useMutation(
    trpc.webhooks.resend.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        toast.success('The webhook is on its way again')
        return queryClient.invalidateQueries(trpc.webhooks.pathFilter())
      },
    }),
  )
  if (!canEdit || delivery.state === 'waiting') return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Send />
        Send again
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Send this webhook again?"
        confirmLabel="Send again"
        isDanger={false}
        isPending={resend.isPending}
        onConfirm={() => resend.mutate({ id: delivery.id })}
      >
        It goes out with the same body and the same webhook-id, so that a server that has it already can tell.
      </ConfirmDialog>
    </>
  )
}
