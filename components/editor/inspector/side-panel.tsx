'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useFocusBack } from '@/components/ui/use-focus-back'

type SidePanelProps = {
  /** The name of the region. */
  label: string
  header: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A panel right of the canvas, which Escape closes; on narrow screens it rises from below and leaves the canvas in view. */
export function SidePanel({ label, header, onClose, children }: SidePanelProps) {
  const giveFocusBack = useFocusBack(true)
  useEffect(() => giveFocusBack, [giveFocusBack])
  return (
    <section
      aria-label={label}
      data-side-panel
      onKeyDown={(event) => {
        // What is open in it, such as a list to choose from, takes Escape first.
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
      className="flex w-88 shrink-0 flex-col border-l bg-surface max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:h-[62dvh] max-md:w-auto max-md:rounded-t-2xl max-md:border-t max-md:border-l-0 max-md:shadow-pop"
    >
      <header className="flex items-start gap-2 border-b py-3 pr-2 pl-4">
        <div className="min-w-0 flex-1">{header}</div>
        <IconButton label={`Close ${label.toLowerCase()}`} size="sm" onClick={onClose}>
          <X />
        </IconButton>
      </header>
      {/* What is placed in it scrolls with it, also what browsers hide of a form, and never makes the page longer. */}
      <div className="relative min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
    </section>
  )
}
