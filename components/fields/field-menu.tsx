'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore, Ellipsis, PencilLine } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog } from '@/components/ui/dialog'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { ErrorNotice } from '@/components/ui/error-notice'
import { IconButton } from '@/components/ui/icon-button'
import { EditFieldForm } from './edit-field-form'
import type { CustomField } from './field-types'
import { useFieldsChanged } from './use-fields-changed'

/** Rename, change options, archive and restore. */
export function FieldMenu({ field }: { field: CustomField }) {
  const trpc = useTRPC()
  const [open, setOpen] = useState<'edit' | 'archive' | null>(null)
  const fieldsChanged = useFieldsChanged()
  const close = () => setOpen(null)
  const restore = useMutation(trpc.fields.update.mutationOptions({ onSuccess: fieldsChanged }))
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton size="sm" label={`Actions for ${field.label}`}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<PencilLine />} onSelect={() => setOpen('edit')}>
          Edit…
        </MenuItem>
        <MenuSeparator />
        {field.isArchived ? (
          <MenuItem
            icon={<ArchiveRestore />}
            onSelect={() => restore.mutate({ key: field.key, isArchived: false })}
          >
            Restore
          </MenuItem>
        ) : (
          <MenuItem icon={<Archive />} onSelect={() => setOpen('archive')}>
            Archive…
          </MenuItem>
        )}
      </DropdownMenu>
      <Dialog isOpen={open === 'edit'} onOpenChange={close} title="Edit field" className="max-w-md">
        <EditFieldForm field={field} onDone={close} />
      </Dialog>
      {open === 'archive' ? <ArchiveField field={field} onClose={close} /> : null}
    </>
  )
}

function ArchiveField({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const trpc = useTRPC()
  const fieldsChanged = useFieldsChanged()
  const usage = useQuery(trpc.fields.usage.queryOptions({ key: field.key }))
  const archive = useMutation(
    trpc.fields.update.mutationOptions({
      onSuccess: async () => {
        await fieldsChanged()
        onClose()
      },
      onError: () => {}, // shown in the dialog
    }),
  )
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={`Archive “${field.label}”?`}
      confirmLabel="Archive field"
      isPending={archive.isPending}
      onConfirm={() => archive.mutate({ key: field.key, isArchived: true })}
    >
      <p>
        It is not offered any more in forms, columns, conditions and actions. Values stay, and what uses it
        goes on. You can restore it at any time.
      </p>
      {usage.data ? <Usage {...usage.data} /> : null}
      {archive.error ? <ErrorNotice error={archive.error} className="mt-3" /> : null}
    </ConfirmDialog>
  )
}

type UsageProps = {
  workflows: { id: string; name: string }[]
  lists: { id: string; name: string }[]
  prospects: number | null
}

function Usage({ workflows, lists, prospects }: UsageProps) {
  const lines = [
    namesIn('Live workflows', workflows),
    namesIn('Lists', lists),
    prospects === 0
      ? null
      : `Prospects with a value: ${prospects === null || prospects >= 10_000 ? 'many' : prospects.toLocaleString('en')}`,
  ].filter((line) => line !== null)
  if (lines.length === 0) return <p className="mt-3 text-ink-soft">Nothing uses it now.</p>
  return (
    <ul aria-label="What uses it" className="mt-3 list-disc pl-5 text-ink-soft">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function namesIn(what: string, records: { name: string }[]): string | null {
  return records.length ? `${what}: ${records.map(({ name }) => name).join(', ')}` : null
}
