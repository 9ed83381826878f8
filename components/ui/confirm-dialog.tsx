'use client'

import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import { useFocusBack } from './use-focus-back'

type ConfirmDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  /** What will happen, and what cannot be taken back. */
  children: ReactNode
  /** The verb: “Erase prospect”, never “OK”. */
  confirmLabel: string
  onConfirm: () => void
  isPending?: boolean
  isDanger?: boolean
  /** Holds back the confirm button until something in the dialog is settled. */
  isConfirmDisabled?: boolean
}

/** Asks before something that is hard to undo. Stays open while pending; the caller closes it. */
export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  children,
  confirmLabel,
  onConfirm,
  isPending = false,
  isDanger = true,
  isConfirmDisabled = false,
}: ConfirmDialogProps) {
  const giveFocusBack = useFocusBack(isOpen)
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <AlertDialog.Content
          onCloseAutoFocus={giveFocusBack}
          className="fixed top-[14vh] left-1/2 z-40 max-h-[80vh] w-[calc(100vw-1.5rem)] max-w-md -translate-x-1/2 animate-appear overflow-y-auto rounded-xl border bg-surface p-5 shadow-pop outline-none"
        >
          <AlertDialog.Title className="font-semibold text-base">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-ink-soft">{children}</div>
          </AlertDialog.Description>
          <footer className="mt-5 flex flex-wrap justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <Button
              variant={isDanger ? 'danger' : 'primary'}
              isPending={isPending}
              disabled={isConfirmDisabled}
              onClick={onConfirm}
            >
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
