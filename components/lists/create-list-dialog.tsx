'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Dialog } from '@/components/ui/dialog'
import { ListForm } from './list-form'

type CreateListDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Makes a list and opens it. */
export function CreateListDialog({ isOpen, onOpenChange }: CreateListDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Create list" className="max-w-lg">
      <CreateListForm onCancel={() => onOpenChange(false)} />
    </Dialog>
  )
}

function CreateListForm({ onCancel }: { onCancel: () => void }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const create = useMutation(
    trpc.lists.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.lists.list.pathFilter())
        router.push(`/lists/${id}`)
      },
      onError: () => {}, // shown in the form
    }),
  )
  return (
    <ListForm
      initial={{ name: '', description: '', kind: 'static', criteria: null }}
      isNew
      submitLabel="Create list"
      error={create.error}
      isPending={create.isPending || create.isSuccess}
      onSubmit={({ name, description, kind, criteria }) =>
        create.mutate({ name, description, criteria: kind === 'criteria' ? criteria : null })
      }
      onCancel={onCancel}
    />
  )
}
