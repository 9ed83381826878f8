'use client'

import type { ValueEditorProps } from 'react-querybuilder'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { TagInput } from '@/components/ui/tag-input'
import type { FieldOption, ProspectFieldType } from '@/workflows/prospect-fields'
import { useSources } from '../../editor-context'
import { NumberInput } from '../number-input'
import { DateInput, ValueInput } from '../value-input'
import { stringsIn } from '../widget-props'
import { useValueOptions } from './use-value-options'

/** The value beside an operator: nothing, one value, a list, or the two ends of a range. */
export function CriteriaValueEditor(props: ValueEditorProps) {
  if (props.operator === 'null' || props.operator === 'notNull') return null
  return (
    <div className="col-span-2">
      <AskedValue {...props} />
    </div>
  )
}

function AskedValue({ field, operator, value, handleOnChange, fieldData, disabled }: ValueEditorProps) {
  const options = useValueOptions(field)
  const type = (fieldData.type ?? 'text') as ProspectFieldType // put there by CriteriaEditor, from a ProspectField
  const isDisabled = disabled ?? false
  if (operator === 'between' || operator === 'notBetween')
    return <RangeInput type={type} value={value} onValueChange={handleOnChange} disabled={isDisabled} />
  if (operator === 'withinLast' || operator === 'notWithinLast' || operator === 'withinNext')
    return <DaysInput value={value} onValueChange={handleOnChange} disabled={isDisabled} />
  if (operator === 'in' || operator === 'notIn')
    return (
      <ListInput
        type={type}
        options={options}
        value={value}
        onValueChange={handleOnChange}
        disabled={isDisabled}
      />
    )
  return (
    <ValueInput
      type={type}
      options={options}
      aria-label="Value"
      value={Array.isArray(value) ? value[0] : value}
      onValueChange={handleOnChange}
      disabled={isDisabled}
    />
  )
}

type EditorProps = { value: unknown; onValueChange: (value: unknown) => void; disabled: boolean }

function RangeInput({ type, value, onValueChange, disabled }: EditorProps & { type: ProspectFieldType }) {
  const [from, to]: unknown[] = Array.isArray(value) ? value : []
  const End = type === 'date' ? DateInput : NumberInput
  return (
    <div className="flex items-center gap-2">
      <End
        aria-label="From"
        value={from}
        disabled={disabled}
        onValueChange={(end) => onValueChange([end ?? '', to ?? ''])}
      />
      <span className="text-ink-faint">and</span>
      <End
        aria-label="To"
        value={to}
        disabled={disabled}
        onValueChange={(end) => onValueChange([from ?? '', end ?? ''])}
      />
    </div>
  )
}

function DaysInput({ value, onValueChange, disabled }: EditorProps) {
  return (
    <div className="flex items-center gap-2">
      <NumberInput
        aria-label="Days"
        value={value}
        disabled={disabled}
        onValueChange={(days) => onValueChange(days ?? '')}
      />
      <span className="text-ink-faint">days</span>
    </div>
  )
}

type ListInputProps = EditorProps & { type: ProspectFieldType; options: FieldOption[] | null }

function ListInput({ type, options, value, onValueChange, disabled }: ListInputProps) {
  const { tags } = useSources()
  const values = stringsIn(typeof value === 'string' && value ? [value] : value)
  if (options)
    return (
      <MultiCombobox
        aria-label="Values"
        options={options}
        value={values}
        onValueChange={onValueChange}
        placeholder="Choose…"
        disabled={disabled}
      />
    )
  return (
    <TagInput
      aria-label="Values"
      value={values}
      onValueChange={onValueChange}
      suggestions={type === 'tags' ? tags : []}
      placeholder="Add a value…"
      disabled={disabled}
    />
  )
}
