'use client'

import { X } from 'lucide-react'
import { cn } from './cn'

type ChipProps = {
  text: string
  /** Says what the cross does: “Remove tag vip”. */
  removeLabel: string
  onRemove: () => void
  isWrong?: boolean
  disabled?: boolean | undefined
}

/** One of several things in a field, with a cross that takes it out. */
export function Chip({ text, removeLabel, onRemove, isWrong = false, disabled }: ChipProps) {
  return (
    <span
      className={cn(
        'relative z-1 inline-flex min-w-0 items-center gap-1 rounded-sm py-0.5 pr-1 pl-2 text-[13px]',
        isWrong ? 'bg-bad-soft text-bad' : 'bg-sunken',
      )}
    >
      <span className="max-w-56 truncate" title={text}>
        {text}
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        disabled={disabled}
        onClick={onRemove}
        className="rounded-sm p-0.5 text-ink-faint focus-ring hover:text-ink"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  )
}
