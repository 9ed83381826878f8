'use client'

import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { ConfirmDialog } from './confirm-dialog'

type ConfirmButtonProps = {
  label: string
  icon?: ReactNode
  title: string
  /** What will happen. */
  children: ReactNode
  isPending: boolean
  /** Called with what closes the dialog, once it is done. */
  onConfirm: (close: () => void) => void
}

/** A button for what is asked about first, and is no danger. */
export function ConfirmButton({ label, icon, title, children, isPending, onConfirm }: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {icon}
        {label}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={title}
        confirmLabel={label}
        isDanger={false}
        isPending={isPending}
        onConfirm={() => onConfirm(() => setOpen(false))}
      >
        {children}
      </ConfirmDialog>
    </>
  )
}
