'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { cn } from './cn'
import type { ControlProps } from './form-field'
import { type ComboboxOption, OptionList, type OptionSearch } from './option-list'
import { Popover, PopoverContent, PopoverTrigger } from './popover'

export type ComboboxProps = Partial<ControlProps> & {
  options: readonly ComboboxOption[]
  placeholder?: string
  searchPlaceholder?: string
  /** Shown when nothing matches or there is nothing to choose; say what to do. */
  emptyText?: string
  search?: OptionSearch
  disabled?: boolean
  className?: string
  'aria-label'?: string
}

/** Chooses one from a list that can be searched. */
export function Combobox({
  options,
  value,
  onValueChange,
  placeholder = 'Choose…',
  searchPlaceholder = 'Search…',
  emptyText = 'Nothing found.',
  search,
  disabled,
  className,
  ...control
}: ComboboxProps & { value: string | null; onValueChange: (value: string) => void }) {
  const [isOpen, setOpen] = useState(false)
  /** A later search may not find it again. */
  const [found, setFound] = useState<ComboboxOption | null>(null)
  const known = search && found ? [...options, found] : options
  const chosen = known.find((option) => option.value === value)
  const text = chosen?.label ?? (value ? 'Missing' : null)
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          role="combobox"
          aria-expanded={isOpen}
          disabled={disabled}
          title={text ?? undefined}
          className={cn(
            'control flex h-9 w-full min-w-0 items-center justify-between gap-2 px-3 text-left',
            className,
          )}
          {...control}
        >
          <span className={cn('truncate', !chosen && (value ? 'text-bad' : 'text-ink-faint'))}>
            {text ?? placeholder}
          </span>
          <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
        </button>
      </PopoverTrigger>
      <PopoverContent className="w-(--radix-popover-trigger-width) min-w-60 p-0">
        <OptionList
          options={options}
          selected={value ? [value] : []}
          onSelect={(next) => {
            setFound(options.find((option) => option.value === next) ?? null)
            onValueChange(next)
            setOpen(false)
          }}
          searchPlaceholder={searchPlaceholder}
          emptyText={emptyText}
          search={search}
        />
      </PopoverContent>
    </Popover>
  )
}
