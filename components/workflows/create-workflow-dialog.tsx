'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { NameDialog } from '@/components/ui/name-dialog'

type CreateWorkflowDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Asks for a name, makes the workflow and opens its drawing. */
export function CreateWorkflowDialog({ isOpen, onOpenChange }: CreateWorkflowDialogProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.workflows.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.workflows.list.pathFilter())
        router.push(`/workflows/${id}`)
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  return (
    <NameDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create workflow"
      label="Name"
      placeholder="Welcome series"
      submitLabel="Create and draw"
      error={create.error?.message ?? null}
      isPending={create.isPending || create.isSuccess}
      onSubmit={(name) => create.mutate({ name })}
    />
  )
}
