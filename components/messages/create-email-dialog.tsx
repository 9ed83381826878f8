'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { NameDialog } from '@/components/ui/name-dialog'

type CreateEmailDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Asks for a name, makes the email and opens it for writing. */
export function CreateEmailDialog({ isOpen, onOpenChange }: CreateEmailDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.messages.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.messages.list.pathFilter())
        router.push(`/emails/${id}`)
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  return (
    <NameDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create email"
      label="Name"
      help="For you and your team; prospects see the subject."
      placeholder="Welcome"
      submitLabel="Create and write"
      error={create.error?.message ?? null}
      isPending={create.isPending || create.isSuccess}
      onSubmit={(name) => create.mutate({ name })}
    />
  )
}
