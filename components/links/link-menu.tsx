'use client'

import { Copy, Ellipsis, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { copyText } from '@/components/ui/copy-button'
import { DropdownMenu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { DeleteLinkDialog } from './delete-link-dialog'
import { EditLinkDialog } from './edit-link-dialog'
import { isManaged, type ListedLink } from './listed-link'

type LinkMenuProps = { link: ListedLink; onDeleted?: () => void; variant?: 'ghost' | 'secondary' }

/** Copy, edit, delete; links that the workspace makes can only be copied (IM-7). */
export function LinkMenu({ link, onDeleted, variant = 'ghost' }: LinkMenuProps) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const canEdit = useCanEdit()
  const copy = async (text: string) => {
    if (await copyText(text)) toast.success('Copied')
  }
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
        <MenuItem icon={<Copy />} onSelect={() => copy(link.trackedUrl)}>
          Copy Tracked URL
        </MenuItem>
        {canEdit && isManaged(link) ? (
          <>
            <MenuItem icon={<PencilLine />} onSelect={() => setOpen('edit')}>
              Edit…
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} isDanger onSelect={() => setOpen('delete')}>
              Delete…
            </MenuItem>
          </>
        ) : null}
      </DropdownMenu>
      <EditLinkDialog link={link} isOpen={open === 'edit'} onOpenChange={() => setOpen(null)} />
      <DeleteLinkDialog
        link={link}
        isOpen={open === 'delete'}
        onOpenChange={() => setOpen(null)}
        {...(onDeleted ? { onDeleted } : {})}
      />
    </>
  )
}
