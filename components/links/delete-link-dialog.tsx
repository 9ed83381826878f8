'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { RadioGroup } from '@/components/ui/radio-group'

const choices = [
  {
    value: 'track',
    label: 'Keep redirecting and tracking',
    help: 'Sent URLs still work, and their clicks are still counted.',
  },
  {
    value: 'redirect',
    label: 'Keep redirecting, stop tracking',
    help: 'Sent URLs still work; nothing is recorded.',
  },
  { value: 'gone', label: 'Answer “410 Gone”', help: 'Whoever opens a sent URL sees that the page is gone.' },
] as const

type DeleteLinkDialogProps = {
  link: { id: string; name: string }
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onDeleted?: () => void
}

/** Asks what sent URLs shall do from now on (?16), then takes the link out of the lists. */
export function DeleteLinkDialog({ link, isOpen, onOpenChange, onDeleted }: DeleteLinkDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [afterDeletion, setAfterDeletion] = useState<(typeof choices)[number]['value']>('track')
  const remove = useMutation(
    trpc.links.remove.mutationOptions({
      onSuccess: () => {
        onOpenChange(false)
        onDeleted?.()
        return queryClient.invalidateQueries(trpc.links.list.pathFilter())
      },
    }),
  )
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Delete “${link.name}”?`}
      confirmLabel="Delete link"
      isPending={remove.isPending}
      onConfirm={() => remove.mutate({ id: link.id, afterDeletion })}
    >
      <p className="mb-3">
        The link leaves this list. Workflows that wait for it cannot be published again until another link is
        chosen. What shall URLs do that were already sent?
      </p>
      <RadioGroup
        aria-label="What sent URLs do"
        options={choices}
        value={afterDeletion}
        onValueChange={setAfterDeletion}
      />
    </ConfirmDialog>
  )
}
