'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { MailRecord } from '@/server/messages/mail-record'

/** The button for a mail in doubt or one that failed; only a person may decide that. */
export function SendAgain({ mail }: { mail: Pick<MailRecord, 'id' | 'state'> }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const [isOpen, setOpen] = useState(false)
  const resend = useMutation(
    trpc.outbox.resend.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        toast.success('The mail is on its way again')
        return queryClient.invalidateQueries(trpc.outbox.pathFilter())
      },
    }),
  )
  if (!canEdit || (mail.state !== 'unknown' && mail.state !== 'failed')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Send />
        Send again
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Send this mail again?"
        confirmLabel="Send again"
        isDanger={false}
        isPending={resend.isPending}
        onConfirm={() => resend.mutate({ id: mail.id })}
      >
        {mail.state === 'unknown'
          ? 'If it did arrive, the prospect gets it twice. Both carry the same Message-ID, so most mail programs show one.'
          : 'It goes to the mail server again, with the same words and the same Message-ID.'}
      </ConfirmDialog>
    </>
  )
}
