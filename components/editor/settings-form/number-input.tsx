'use client'

import { type ComponentProps, useState } from 'react'
import { Input } from '@/components/ui/input'

type NumberInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  value: unknown
  /** `undefined` when the input is empty or not a number yet. */
  onValueChange: (value: number | undefined) => void
}

/** A number, typed freely: “-”, “1.” and an empty input are kept while typing. */
export function NumberInput({ value, onValueChange, ...props }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const isTyping = typed !== null && readNumber(typed) === (value ?? undefined)
  return (
    <Input
      {...props}
      inputMode="decimal"
      value={isTyping ? typed : textOfNumber(value)}
      onChange={({ target }) => {
        setTyped(target.value)
        onValueChange(readNumber(target.value))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

/** The number somebody typed, with a comma or a point; undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const normal = text.trim().replace(',', '.').replace('−', '-')
  const number = Number(normal)
  return normal === '' || !Number.isFinite(number) ? undefined : number
}

function textOfNumber(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : ''
}
