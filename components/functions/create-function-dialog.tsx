'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { NameDialog } from '@/components/ui/name-dialog'

type CreateFunctionDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Asks for a name, makes the function and opens it for writing. */
export function CreateFunctionDialog({ isOpen, onOpenChange }: CreateFunctionDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.functions.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.functions.list.pathFilter())
        router.push(`/functions/${id}`)
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  return (
    <NameDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create function"
      label="Name"
      help="What it does, for those who choose it in a workflow."
      placeholder="Score the company"
      submitLabel="Create and write"
      error={create.error?.message ?? null}
      isPending={create.isPending || create.isSuccess}
      onSubmit={(name) => create.mutate({ name })}
    />
  )
}
