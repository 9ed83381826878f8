'use client'

import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { OperationCard } from './operation-card'
import { isOpen } from './operation-state'
import { useOperation } from './use-operation'

type OperationDialogProps = { id: string | null; onClose: () => void }

/** Follows an operation that was just started. Closing it stops nothing. */
export function OperationDialog({ id, onClose }: OperationDialogProps) {
  return id ? <Followed id={id} onClose={onClose} /> : null
}

function Followed({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useOperation(id)
  const isOver = data !== undefined && !isOpen(data)
  return (
    <Dialog
      isOpen
      onOpenChange={(isStillOpen) => !isStillOpen && onClose()}
      title={isOver ? 'Over' : 'Under way'}
      description={
        isOver
          ? 'The history keeps what came of it.'
          : 'It goes on when you close this; the history shows how it ends.'
      }
    >
      <OperationCard id={id} />
      <DialogFooter>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
