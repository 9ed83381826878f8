'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Copy, Ellipsis, PencilLine, QrCode, RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { copyText } from '@/components/ui/copy-button'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { DeleteLinkDialog } from './delete-link-dialog'
import { EditLinkDialog } from './edit-link-dialog'
import { isManaged, isRestorable, type ListedLink } from './listed-link'
import { QrCodeDialog } from './qr-code-dialog'

type LinkMenuProps = { link: ListedLink; onDeleted?: () => void; variant?: 'ghost' | 'secondary' }

/** Copy, edit, delete; links that the workspace makes can only be copied (IM-7). */
export function LinkMenu({ link, onDeleted, variant = 'ghost' }: LinkMenuProps) {
  const [open, setOpen] = useState<'edit' | 'delete' | 'qr' | null>(null)
  const canEdit = useCanEdit()
  const close = () => setOpen(null)
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${link.name}`} size="sm" variant={variant}>
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Copy />} onSelect={() => copy(link.shortUrl)}>
          Copy Link
        </MenuItem>
        {link.kind === 'auto' ? null : <OwnItems link={link} canEdit={canEdit} onOpen={setOpen} />}
      </DropdownMenu>
      {open === 'qr' ? <QrCodeDialog link={link} isOpen onOpenChange={close} /> : null}
      {open === 'edit' ? <EditLinkDialog link={link} isOpen onOpenChange={close} /> : null}
      <DeleteLinkDialog
        link={link}
        isOpen={open === 'delete'}
        onOpenChange={close}
        {...(onDeleted ? { onDeleted } : {})}
      />
    </>
  )
}

type OwnItemsProps = {
  link: ListedLink
  canEdit: boolean
  onOpen: (dialog: 'edit' | 'delete' | 'qr') => void
}

function OwnItems({ link, canEdit, onOpen }: OwnItemsProps) {
  return (
    <>
      <MenuItem icon={<Copy />} onSelect={() => copy(link.trackedUrl)}>
        Copy Tracked URL
      </MenuItem>
      <MenuItem icon={<QrCode />} onSelect={() => onOpen('qr')}>
        QR code
      </MenuItem>
      {canEdit && isManaged(link) ? (
        <>
          <MenuItem icon={<PencilLine />} onSelect={() => onOpen('edit')}>
            Edit
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} isDanger onSelect={() => onOpen('delete')}>
            Delete
          </MenuItem>
        </>
      ) : null}
      {canEdit && isRestorable(link) ? <RestoreItem link={link} /> : null}
    </>
  )
}

/** Puts a deleted link back, as it was before. */
function RestoreItem({ link }: { link: ListedLink }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const restore = useMutation(
    trpc.links.restore.mutationOptions({
      onSuccess: ({ name }) => {
        toast.success(`“${name}” is back`)
        return queryClient.invalidateQueries(trpc.links.pathFilter())
      },
    }),
  )
  return (
    <MenuItem icon={<RotateCcw />} onSelect={() => restore.mutate({ id: link.id })}>
      Restore
    </MenuItem>
  )
}

async function copy(text: string): Promise<void> {
  if (await copyText(text)) toast.success('Copied')
}
