'use client'

import { type ComponentType, useId, useMemo } from 'react'
import { Combobox } from '@/components/ui/combobox'
import type { ControlProps } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FieldOption, ProspectFieldType } from '@/workflows/prospect-fields'
import { useSources } from '../editor-context'
import { NumberInput } from './number-input'

export type ValueInputProps = Partial<ControlProps> & {
  value: unknown
  onValueChange: (value: string | number | boolean | null) => void
  disabled?: boolean
  'aria-label'?: string
  /** Of a choice, a list or a user: what there is to choose from. */
  options?: FieldOption[] | null
}

/** The input for a value of a prospect field, by the field's type. */
export function ValueInput({ type, ...props }: ValueInputProps & { type: ProspectFieldType }) {
  const Chosen = inputs[type]
  return <Chosen {...props} />
}

const inputs: Record<ProspectFieldType, ComponentType<ValueInputProps>> = {
  text: TextInput,
  number: NumberValueInput,
  boolean: BooleanInput,
  tags: TagValueInput,
  timezone: TimezoneInput,
  date: DateInput,
  choice: OptionInput,
  lists: OptionInput,
  user: OptionInput,
}

function TextInput({ value, onValueChange, options: _, ...props }: ValueInputProps) {
  return <Input {...props} value={shown(value)} onChange={({ target }) => onValueChange(target.value)} />
}

function NumberValueInput({ onValueChange, options: _, ...props }: ValueInputProps) {
  return <NumberInput {...props} onValueChange={(number) => onValueChange(number ?? null)} />
}

const yesNo = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
] as const

function BooleanInput({ value, onValueChange, options: _, ...props }: ValueInputProps) {
  const chosen = yesNo.find((option) => option.value === String(value))?.value ?? null
  return (
    <Select
      {...props}
      options={yesNo}
      value={chosen}
      onValueChange={(next) => onValueChange(next === 'true')}
    />
  )
}

function TagValueInput({ value, onValueChange, options: _, ...props }: ValueInputProps) {
  const listId = useId()
  const { tags } = useSources()
  return (
    <>
      <Input
        {...props}
        list={listId}
        value={shown(value)}
        onChange={({ target }) => onValueChange(target.value)}
      />
      <datalist id={listId}>
        {tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  )
}

function TimezoneInput({ value, onValueChange, options: _, ...props }: ValueInputProps) {
  const zones = useMemo(
    () =>
      Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    [],
  )
  return (
    <Combobox
      {...props}
      options={zones}
      value={shown(value) || null}
      onValueChange={onValueChange}
      placeholder="Choose a time zone…"
      searchPlaceholder="Search time zones…"
    />
  )
}

/** A day, kept as text like 2026-03-31. */
export function DateInput({ value, onValueChange, options: _, ...props }: ValueInputProps) {
  return (
    <Input
      {...props}
      type="date"
      value={shown(value)}
      onChange={({ target }) => onValueChange(target.value || null)}
    />
  )
}

function OptionInput({ value, onValueChange, options, ...props }: ValueInputProps) {
  return (
    <Combobox
      {...props}
      options={options ?? []}
      value={shown(value) || null}
      onValueChange={onValueChange}
      placeholder="Choose…"
    />
  )
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
