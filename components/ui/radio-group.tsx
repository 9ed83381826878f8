'use client'

import { RadioGroup as Radix } from 'radix-ui'
import { useId } from 'react'

type RadioGroupProps<Value extends string> = {
  options: readonly { value: Value; label: string; help?: string }[]
  value: Value
  onValueChange: (value: Value) => void
  'aria-label': string
}

/** One of a few, each with room to say what it means. */
export function RadioGroup<Value extends string>({
  options,
  value,
  onValueChange,
  ...labels
}: RadioGroupProps<Value>) {
  const id = useId()
  return (
    // Radix knows only strings; every value it can give back is one of the options.
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as Value)} {...labels}>
      {options.map((option) => (
        <div key={option.value} className="flex items-start gap-2.5 py-1.5">
          <Radix.Item
            id={`${id}-${option.value}`}
            value={option.value}
            aria-describedby={option.help ? `${id}-${option.value}-help` : undefined}
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface focus-ring data-[state=checked]:border-accent"
          >
            <Radix.Indicator className="size-2 rounded-full bg-accent" />
          </Radix.Item>
          <div>
            <label htmlFor={`${id}-${option.value}`} className="cursor-pointer font-medium text-ink">
              {option.label}
            </label>
            {option.help ? (
              <p id={`${id}-${option.value}-help`} className="text-[13px] text-ink-soft">
                {option.help}
              </p>
            ) : null}
          </div>
        </div>
      ))}
    </Radix.Root>
  )
}
