'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'

type EraseDialogProps = {
  prospect: ProspectRecord
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const confirmation = 'erase'

/** Says what goes and what stays, and wants a word typed before it is done. */
export function EraseDialog({ prospect, isOpen, onOpenChange }: EraseDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [typed, setTyped] = useState('')
  const erase = useMutation(
    trpc.prospects.erase.mutationOptions({
      onSuccess: () => {
        toast.success('The prospect was erased')
        router.push('/prospects')
        return queryClient.invalidateQueries(trpc.prospects.list.pathFilter())
      },
    }),
  )
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Erase ${prospectName(prospect)}?`}
      confirmLabel="Erase prospect"
      isPending={erase.isPending}
      isConfirmDisabled={typed.trim().toLowerCase() !== confirmation}
      onConfirm={() => erase.mutate({ id: prospect.id })}
    >
      <p>This cannot be taken back. Removed are:</p>
      <ul className="my-2 list-disc pl-5">
        <li>name, address, fields, tags, score and consent</li>
        <li>the timeline, with addresses and devices of every click</li>
        <li>runs on their way, which end now, and emails that were sent</li>
      </ul>
      <p className="mb-4">Click numbers of links stay as they are, without saying who it was.</p>
      <FormField label={`Type “${confirmation}” to confirm`}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </FormField>
    </ConfirmDialog>
  )
}
