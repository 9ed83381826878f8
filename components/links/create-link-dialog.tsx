'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { copyText } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { emptyDraft, inputOf } from './link-draft'
import { LinkForm } from './link-form'

const kinds = {
  redirect: { title: 'Create Redirect Link', submitLabel: 'Create link', isShort: false },
  custom: { title: 'Create Custom Link', submitLabel: 'OK', isShort: true },
} as const

type CreateLinkDialogProps = {
  kind: keyof typeof kinds
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Makes a redirect link (IR-25) or a custom link: any URL and a name, then OK (IM-6). */
export function CreateLinkDialog({ kind, isOpen, onOpenChange }: CreateLinkDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.links.create.mutationOptions({
      onSuccess: ({ name, shortUrl }) => {
        onOpenChange(false)
        const action = { label: 'Copy short URL', onClick: () => void copyText(shortUrl) }
        toast.success(`“${name}” is ready`, { description: shortUrl, action })
        return queryClient.invalidateQueries(trpc.links.pathFilter())
      },
      onError: () => {}, // shown in the form
    }),
  )
  const { title, submitLabel, isShort } = kinds[kind]
  const change = (open: boolean) => {
    create.reset()
    onOpenChange(open)
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={change} title={title} className="max-w-xl">
      <LinkForm
        initial={emptyDraft(kind)}
        submitLabel={submitLabel}
        isShort={isShort}
        canChooseSlug
        error={create.error}
        isPending={create.isPending}
        onSubmit={(draft) => create.mutate({ ...inputOf(draft), kind })}
        onCancel={() => change(false)}
      />
    </Dialog>
  )
}
