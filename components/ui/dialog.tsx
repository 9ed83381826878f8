'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { IconButton } from './icon-button'
import { useFocusBack } from './use-focus-back'

export type DialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  description?: ReactNode
  children: ReactNode
  className?: string
}

/** A window over the page; closes with Escape, gives the focus back. End it with DialogFooter. */
export function Dialog({ isOpen, onOpenChange, title, description, children, className }: DialogProps) {
  const giveFocusBack = useFocusBack(isOpen)
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={giveFocusBack}
          className={cn(
            'fixed top-[8vh] left-1/2 z-40 flex max-h-[84vh] w-[calc(100vw-1.5rem)] max-w-lg -translate-x-1/2 animate-appear flex-col overflow-hidden rounded-xl border bg-surface shadow-pop outline-none',
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4">
            <div className="min-w-0">
              <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-1 text-ink-soft">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" size="sm" className="-mt-0.5 -mr-1.5">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto">
            <div className="px-5 pt-4 pb-5">{children}</div>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The window takes the focus where no control in it does, so that the close button does not show its tooltip. */
export function focusItself(event: Event) {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

/** The buttons at the end of a dialog: the main one last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="sticky bottom-0 -mx-5 -mb-5 mt-5 flex flex-wrap justify-end gap-2 border-t bg-surface px-5 py-3">
      {children}
    </footer>
  )
}
