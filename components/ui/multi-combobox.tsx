'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { Chip } from './chip'
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
        <div
          className={cn(
            'control relative flex min-h-9 w-full flex-wrap items-center gap-1 p-1 pr-8',
            className,
          )}
        >
          {value.map((entry) => {
            const label = options.find((option) => option.value === entry)?.label
            return (
              <Chip
                key={entry}
                text={label ?? 'Missing'}
                removeLabel={`Remove ${label ?? 'missing entry'}`}
                onRemove={() => toggle(entry)}
                isWrong={!label}
                disabled={disabled}
              />
            )
          })}
          <PopoverTrigger asChild>
            <button
              type="button"
              role="combobox"
              aria-expanded={isOpen}
              disabled={disabled}
              className="absolute inset-0 flex items-center gap-2 rounded-[inherit] px-3 text-left text-ink-faint outline-none"
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
