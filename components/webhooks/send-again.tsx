'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { DeliveryRecord } from '@/server/webhooks/delivery-record'

/** The button for a webhook that has ended, however it ended. */
export function SendAgain({ delivery }: { delivery: Pick<DeliveryRecord, 'id' | 'state'> }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const resend = useMutation(
    trpc.webhooks.resend.mutationOptions({
      onSuccess: () => {
        toast.success('The webhook is on its way again')
        return queryClient.invalidateQueries(trpc.webhooks.pathFilter())
      },
    }),
  )
  if (!canEdit || delivery.state === 'waiting') return null
  return (
    <ConfirmButton
      label="Send again"
      icon={<Send />}
      title="Send this webhook again?"
      isPending={resend.isPending}
      onConfirm={(close) => resend.mutate({ id: delivery.id }, { onSuccess: close })}
    >
      It goes out with the same body and the same webhook-id, so that a server that has it already can tell.
    </ConfirmButton>
  )
}
