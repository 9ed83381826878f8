'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import { cn } from './cn'
import type { ControlProps } from './form-field'

export type SelectOption<Value extends string = string> = {
  value: Value
  label: string
  isDisabled?: boolean
}

type SelectProps<Value extends string> = Partial<ControlProps> & {
  options: readonly SelectOption<Value>[]
  /** Empty string or null shows the placeholder. */
  value: Value | '' | null
  onValueChange: (value: Value) => void
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
}

/** Chooses one of a few; for long lists use Combobox. */
export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder = 'Choose…',
  disabled,
  className,
  ...control
}: SelectProps<Value>) {
  return (
    <Radix.Root
      value={value ?? ''}
      // Radix knows only strings; every value it can give back is one of the options.
      onValueChange={(chosen) => chosen !== '' && onValueChange(chosen as Value)}
      disabled={disabled}
    >
      <Radix.Trigger
        className={cn(
          'control flex h-9 w-full min-w-0 items-center justify-between gap-2 px-3 text-left data-placeholder:text-ink-faint',
          className,
        )}
        {...control}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-[90vw] animate-appear overflow-hidden rounded-lg border bg-surface shadow-pop"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled}
                className="flex cursor-pointer items-center justify-between gap-3 rounded-sm px-2.5 py-1.5 outline-none data-highlighted:bg-sunken data-disabled:opacity-50"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator>
                  <Check className="size-4 text-accent" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
