'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Activity, Archive, Ellipsis, Pause, PencilLine, Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit, useIsAdmin } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { NameDialog } from '@/components/ui/name-dialog'
import type { ListedWorkflow } from './workflow-list'

/** What can be done with a workflow without opening its drawing. */
export function WorkflowMenu({ workflow }: { workflow: ListedWorkflow }) {
  const { id, name, live, isPaused } = workflow
  const router = useRouter()
  const canEdit = useCanEdit()
  const isAdmin = useIsAdmin()
  const [open, setOpen] = useState<'rename' | 'archive' | null>(null)
  const close = () => setOpen(null)
  const { rename, setPaused, archive } = useWorkflowChanges(close)
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${name}`} size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Activity />} onSelect={() => router.push(`/runs?workflowId=${id}`)}>
          Show runs
        </MenuItem>
        {canEdit ? (
          <MenuItem icon={<PencilLine />} onSelect={() => setOpen('rename')}>
            Rename…
          </MenuItem>
        ) : null}
        {canEdit && live ? (
          <MenuItem
            icon={isPaused ? <Play /> : <Pause />}
            onSelect={() => setPaused.mutate({ id, isPaused: !isPaused })}
          >
            {isPaused ? 'Resume' : 'Pause'}
          </MenuItem>
        ) : null}
        {isAdmin ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Archive />} isDanger onSelect={() => setOpen('archive')}>
              Archive…
            </MenuItem>
          </>
        ) : null}
      </DropdownMenu>
      <NameDialog
        isOpen={open === 'rename'}
        onOpenChange={close}
        title="Rename workflow"
        label="Name"
        initialName={name}
        submitLabel="Rename"
        error={rename.error?.message ?? null}
        isPending={rename.isPending}
        onSubmit={(next) => rename.mutate({ id, name: next })}
      />
      <ConfirmDialog
        isOpen={open === 'archive'}
        onOpenChange={close}
        title={`Archive “${name}”?`}
        confirmLabel="Archive workflow"
        isPending={archive.isPending}
        onConfirm={() => archive.mutate({ id })}
      >
        It leaves this list and starts no new runs. Prospects already on their way finish on the version they
        are in.
      </ConfirmDialog>
    </>
  )
}

function useWorkflowChanges(onDone: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const refresh = () => queryClient.invalidateQueries(trpc.workflows.pathFilter())
  const done = () => {
    onDone()
    return refresh()
  }
  return {
    rename: useMutation(trpc.workflows.rename.mutationOptions({ onSuccess: done, onError: () => {} })), // shown in the dialog
    archive: useMutation(trpc.workflows.archive.mutationOptions({ onSuccess: done })),
    setPaused: useMutation(
      trpc.workflows.setPaused.mutationOptions({
        onSuccess: (_result, { isPaused }) => {
          toast.success(
            isPaused
              ? 'Paused: no new runs start. Runs on their way go on.'
              : 'Resumed: new runs start again.',
          )
          return refresh()
        },
      }),
    ),
  }
}
