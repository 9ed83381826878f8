'use client'

import { ChevronsUpDown, X } from 'lucide-react'
import { useState } from 'react'
import { cn } from './cn'
import type { ComboboxProps } from './combobox'
import { OptionList } from './option-list'
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from './popover'

/** Chooses any number from a list that can be searched; what is chosen stands in the field and can be removed there. */
export function MultiCombobox({
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
}: ComboboxProps & { value: readonly string[]; onValueChange: (value: string[]) => void }) {
  const [isOpen, setOpen] = useState(false)
  const toggle = (chosen: string) =>
    onValueChange(value.includes(chosen) ? value.filter((entry) => entry !== chosen) : [...value, chosen])
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverAnchor asChild>
        <div className={cn('control flex min-h-9 w-full flex-wrap items-center gap-1 p-1', className)}>
          {value.map((entry) => {
            const label = options.find((option) => option.value === entry)?.label
            return <Chosen key={entry} label={label} onRemove={() => toggle(entry)} disabled={disabled} />
          })}
          <PopoverTrigger asChild>
            <button
              type="button"
              role="combobox"
              aria-expanded={isOpen}
              disabled={disabled}
              className="flex min-w-16 flex-1 items-center justify-between gap-2 px-2 py-0.5 text-left text-ink-faint outline-none"
              {...control}
            >
              {value.length ? <span className="sr-only">{placeholder}</span> : placeholder}
              <ChevronsUpDown className="ml-auto size-4 shrink-0" aria-hidden />
            </button>
          </PopoverTrigger>
        </div>
      </PopoverAnchor>
      <PopoverContent className="w-(--radix-popover-trigger-width) min-w-60 p-0">
        <OptionList
          options={options}
          selected={value}
          onSelect={toggle}
          searchPlaceholder={searchPlaceholder}
          emptyText={emptyText}
          search={search}
        />
      </PopoverContent>
    </Popover>
  )
}

type ChosenProps = { label: string | undefined; onRemove: () => void; disabled: boolean | undefined }

function Chosen({ label, onRemove, disabled }: ChosenProps) {
  return (
    <span
      className={cn(
        'inline-flex min-w-0 items-center gap-1 rounded-sm py-0.5 pr-1 pl-2 text-[13px]',
        label ? 'bg-sunken' : 'bg-bad-soft text-bad',
      )}
    >
      <span className="max-w-56 truncate" title={label}>
        {label ?? 'Missing'}
      </span>
      <button
        type="button"
        aria-label={`Remove ${label ?? 'missing entry'}`}
        disabled={disabled}
        onClick={onRemove}
        className="rounded-sm p-0.5 text-ink-faint hover:text-ink focus-ring"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  )
}
