'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmButton } from '@/components/ui/confirm-button'
import type { MailRecord } from '@/server/messages/mail-record'

/** The button for a mail in doubt or one that failed; only a person may decide that. */
export function SendAgain({ mail }: { mail: Pick<MailRecord, 'id' | 'state'> }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const resend = useMutation(
    trpc.outbox.resend.mutationOptions({
      onSuccess: () => {
        toast.success('The mail is on its way again')
        return queryClient.invalidateQueries(trpc.outbox.pathFilter())
      },
    }),
  )
  if (!canEdit || (mail.state !== 'unknown' && mail.state !== 'failed')) return null
  return (
    <ConfirmButton
      label="Send again"
      icon={<Send />}
      title="Send this mail again?"
      isPending={resend.isPending}
      onConfirm={(close) => resend.mutate({ id: mail.id }, { onSuccess: close })}
    >
      {mail.state === 'unknown'
        ? 'If it did arrive, the prospect gets it twice. Both carry the same Message-ID, so most mail programs show one.'
        : 'It goes to the mail server again, with the same words and the same Message-ID.'}
    </ConfirmButton>
  )
}
