'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { ErrorNotice } from '@/components/ui/error-notice'
import { IconButton } from '@/components/ui/icon-button'
import { ListForm } from './list-form'

type List = RouterOutputs['lists']['get']

/** Rename and delete. */
export function ListMenu({ list }: { list: List }) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label="More" variant="secondary">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<PencilLine />} onSelect={() => setOpen('edit')}>
          Edit…
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} isDanger onSelect={() => setOpen('delete')}>
          Delete…
        </MenuItem>
      </DropdownMenu>
      <Dialog isOpen={open === 'edit'} onOpenChange={close} title="Edit list" className="max-w-lg">
        <EditListForm list={list} onDone={close} />
      </Dialog>
      <DeleteList list={list} isOpen={open === 'delete'} onClose={close} />
    </>
  )
}

function EditListForm({ list, onDone }: { list: List; onDone: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const update = useMutation(
    trpc.lists.update.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.lists.pathFilter())
        onDone()
      },
      onError: () => {}, // shown in the form
    }),
  )
  return (
    <ListForm
      initial={{ name: list.name, description: list.description, kind: list.kind, criteria: list.criteria }}
      isNew={false}
      submitLabel="Save"
      error={update.error}
      isPending={update.isPending}
      onSubmit={({ name, description, criteria }) =>
        update.mutate({ id: list.id, name, description, ...(list.kind === 'criteria' && { criteria }) })
      }
      onCancel={onDone}
    />
  )
}

function DeleteList({ list, isOpen, onClose }: { list: List; isOpen: boolean; onClose: () => void }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const remove = useMutation(
    trpc.lists.remove.mutationOptions({
      onSuccess: () => {
        router.push('/lists')
        return queryClient.invalidateQueries(trpc.lists.list.pathFilter())
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={close}
      title={`Delete “${list.name}”?`}
      confirmLabel="Delete list"
      isPending={remove.isPending || remove.isSuccess}
      onConfirm={() => remove.mutate({ id: list.id })}
    >
      <p>
        Everybody is taken off the list and its history goes. The prospects themselves stay. This cannot be
        undone.
      </p>
      {remove.error ? <ErrorNotice error={remove.error} className="mt-3" /> : null}
    </ConfirmDialog>
  )
}
