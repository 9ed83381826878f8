'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { OperationCard } from './operation-card'

type OperationDialogProps = { id: string | null; onClose: () => void }

/** Follows an operation that was just started. Closing it stops nothing. */
export function OperationDialog({ id, onClose }: OperationDialogProps) {
  return (
    <Dialog
      isOpen={id !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Under way"
      description="It goes on when you close this; the history shows how it ends."
    >
      {id ? <OperationCard id={id} /> : null}
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
