'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Dialog } from '@/components/ui/dialog'
import { draftOf, inputOf } from './link-draft'
import { LinkForm } from './link-form'
import type { ListedLink } from './listed-link'

type EditLinkDialogProps = {
  link: ListedLink
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
        initial={draftOf(link)}
        submitLabel="Save link"
        error={update.error}
        isPending={update.isPending}
        onSubmit={(draft) => update.mutate({ id: link.id, ...inputOf({ ...draft, slug: '' }) })}
        onCancel={() => onOpenChange(false)}
      />
    </Dialog>
  )
}
