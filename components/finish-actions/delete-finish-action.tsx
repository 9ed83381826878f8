'use client'

import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { FinishAction } from '@/workflows/finish-actions'

type DeleteFinishActionProps = {
  /** The entry to ask about; null keeps the question closed. */
  entry: FinishAction | null
  isPending: boolean
  onDelete: (entry: FinishAction) => void
  onClose: () => void
}

/** Asks before an action is taken out of the list. */
export function DeleteFinishAction({ entry, isPending, onDelete, onClose }: DeleteFinishActionProps) {
  return (
    <ConfirmDialog
      isOpen={entry !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Delete “${entry?.name}”?`}
      confirmLabel="Delete Finish Action"
      isPending={isPending}
      onConfirm={() => entry && onDelete(entry)}
    >
      The list without it is published at once. What it did so far stays.
    </ConfirmDialog>
  )
}
