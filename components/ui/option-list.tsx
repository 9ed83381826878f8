'use client'

import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { useEffect } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

export type ComboboxOption = {
  value: string
  label: string
  /** A second, quieter line. */
  hint?: string
  isDisabled?: boolean
}

/** Searching on the server: what is typed is handed on, and the options given are taken as they are. */
export type OptionSearch = {
  onSearch: (text: string) => void
  isLoading: boolean
  /** Why there are no options, or not all of them. */
  error: { message: string } | null
  /** More match than are listed. */
  isMore: boolean
}

type OptionListProps = {
  options: readonly ComboboxOption[]
  selected: readonly string[]
  onSelect: (value: string) => void
  searchPlaceholder: string
  emptyText: string
  search?: OptionSearch | undefined
}

/** A searchable list of options: the inside of both comboboxes. */
export function OptionList({
  options,
  selected,
  onSelect,
  searchPlaceholder,
  emptyText,
  search,
}: OptionListProps) {
  useFreshSearch(search?.onSearch)
  return (
    <Command shouldFilter={!search} label={searchPlaceholder} className="flex min-h-0 flex-col">
      <div className="flex items-center gap-2 border-b px-3">
        {search?.isLoading ? <Spinner /> : <Search className="size-4 text-ink-faint" aria-hidden />}
        <Command.Input
          placeholder={searchPlaceholder}
          onValueChange={search?.onSearch}
          className="h-9 w-full min-w-0 bg-transparent outline-none placeholder:text-ink-faint"
        />
      </div>
      <Command.List className="max-h-64 overflow-y-auto p-1">
        {search?.error ? null : (
          <Command.Empty className="px-3 py-6 text-center text-ink-faint">
            {search?.isLoading ? 'Searching…' : emptyText}
          </Command.Empty>
        )}
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, option.hint ?? '']}
            disabled={option.isDisabled ?? false}
            onSelect={() => onSelect(option.value)}
            className="flex cursor-pointer items-center justify-between gap-3 rounded-sm px-2.5 py-1.5 data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-sunken"
          >
            <span className="min-w-0">
              <span
                className={cn('block truncate', option.isDisabled && 'text-ink-faint')}
                title={option.label}
              >
                {option.label}
              </span>
              {option.hint ? (
                <span
                  className={cn('block text-ink-faint text-xs', !option.isDisabled && 'truncate')}
                  title={option.hint}
                >
                  {option.hint}
                </span>
              ) : null}
            </span>
            <Check
              className={cn('size-4 shrink-0 text-accent', !selected.includes(option.value) && 'invisible')}
              aria-hidden
            />
          </Command.Item>
        ))}
      </Command.List>
      {search ? <SearchNote search={search} /> : null}
    </Command>
  )
}

/** The next time it is opened, nothing is typed yet. */
function useFreshSearch(onSearch: OptionSearch['onSearch'] | undefined): void {
  useEffect(() => () => onSearch?.(''), [onSearch])
}

function SearchNote({ search: { error, isLoading, isMore } }: { search: OptionSearch }) {
  if (error && !isLoading)
    return (
      <p role="alert" className="border-t px-3 py-2 text-[13px] text-bad">
        {error.message}
      </p>
    )
  if (!isMore || isLoading) return null
  return (
    <p className="border-t px-3 py-2 text-[13px] text-ink-faint">
      More are found: type on to narrow it down.
    </p>
  )
}
