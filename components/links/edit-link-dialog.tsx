'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Dialog } from '@/components/ui/dialog'
import { type LinkDraft, LinkForm } from './link-form'

type EditLinkDialogProps = {
  link: LinkDraft & { id: string }
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Changes a link. Its short URL stays, so everything that was sent leads to the new destination. */
export function EditLinkDialog({ link, isOpen, onOpenChange }: EditLinkDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const update = useMutation(
    trpc.links.update.mutationOptions({
      onSuccess: () => {
        onOpenChange(false)
        return queryClient.invalidateQueries(trpc.links.pathFilter())
      },
      onError: () => {}, // shown in the form
    }),
  )
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Edit link"
      description="The short URL stays the same; what was sent leads to the new destination."
      className="max-w-xl"
    >
      <LinkForm
        initial={link}
        submitLabel="Save link"
        error={update.error}
        isPending={update.isPending}
        onSubmit={({ name, destination, utm, identity }) =>
          update.mutate({ id: link.id, name, destination, utm, identity })
        }
        onCancel={() => onOpenChange(false)}
      />
    </Dialog>
  )
}
