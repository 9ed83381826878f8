'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { copyText } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import type { LinkDraft } from './link-form'
import { LinkForm } from './link-form'

const emptyUtm = { source: '', medium: '', campaign: '', term: '', content: '' }

const kinds = {
  redirect: { title: 'New redirect link', identity: 'token+cookie' },
  custom: { title: 'New custom link', identity: 'token' },
} as const

type CreateLinkDialogProps = {
  kind: keyof typeof kinds
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Makes a redirect link or a custom link; each begins with its own way of recognising people (?10). */
export function CreateLinkDialog({ kind, isOpen, onOpenChange }: CreateLinkDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.links.create.mutationOptions({
      onSuccess: ({ name, shortUrl }) => {
        onOpenChange(false)
        const action = { label: 'Copy short URL', onClick: () => void copyText(shortUrl) }
        toast.success(`“${name}” is ready`, { description: shortUrl, action })
        return queryClient.invalidateQueries(trpc.links.list.pathFilter())
      },
      onError: () => {}, // shown in the form
    }),
  )
  const { title, identity } = kinds[kind]
  const initial: LinkDraft = { name: '', destination: '', utm: emptyUtm, identity }
  const change = (open: boolean) => {
    create.reset()
    onOpenChange(open)
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={change} title={title} className="max-w-xl">
      <LinkForm
        initial={initial}
        submitLabel="Create link"
        error={create.error}
        isPending={create.isPending}
        onSubmit={(draft) => create.mutate({ ...draft, kind })}
        onCancel={() => change(false)}
      />
    </Dialog>
  )
}
