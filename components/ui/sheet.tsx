'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { cn } from './cn'
import { type DialogProps, focusItself } from './dialog'
import { IconButton } from './icon-button'
import { useFocusBack } from './use-focus-back'

/** A panel that slides in from a side, over the page. */
export function Sheet({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  className,
  side = 'right',
}: DialogProps & { side?: 'left' | 'right' }) {
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
            'fixed inset-y-0 z-40 flex w-[min(28rem,calc(100vw-2.5rem))] animate-slide-in flex-col bg-surface shadow-pop outline-none',
            side === 'right' ? 'right-0 border-l' : 'left-0 border-r',
            className,
          )}
        >
          <header className="flex items-start justify-between gap-4 border-b px-5 py-3.5">
            <div className="min-w-0">
              <Radix.Title className="truncate font-semibold text-base">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="mt-0.5 text-ink-soft">{description}</Radix.Description>
              ) : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" size="sm" className="-mr-1.5">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
