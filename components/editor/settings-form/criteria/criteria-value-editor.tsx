'use client'

import type { ValueEditorProps } from 'react-querybuilder'
import { TagInput } from '@/components/ui/tag-input'
import type { ProspectFieldType } from '@/workflows/prospect-fields'
import { useSources } from '../../editor-context'
import { NumberInput } from '../number-input'
import { ValueInput } from '../value-input'
import { stringsIn } from '../widget-props'

/** The value beside an operator: nothing, one value, a list, or the two ends of a range. */
export function CriteriaValueEditor(props: ValueEditorProps) {
  if (props.operator === 'null' || props.operator === 'notNull') return null
  return (
    <div className="col-span-2">
      <AskedValue {...props} />
    </div>
  )
}

function AskedValue({ operator, value, handleOnChange, fieldData, disabled }: ValueEditorProps) {
  const type = (fieldData.type ?? 'text') as ProspectFieldType // put there by CriteriaEditor, from a ProspectField
  const isDisabled = disabled ?? false
  if (operator === 'between' || operator === 'notBetween')
    return <RangeInput value={value} onValueChange={handleOnChange} disabled={isDisabled} />
  if (operator === 'in' || operator === 'notIn')
    return <ListInput type={type} value={value} onValueChange={handleOnChange} disabled={isDisabled} />
  return (
    <ValueInput
      type={type}
      aria-label="Value"
      value={Array.isArray(value) ? value[0] : value}
      onValueChange={handleOnChange}
      disabled={isDisabled}
    />
  )
}

type EditorProps = { value: unknown; onValueChange: (value: unknown) => void; disabled: boolean }

function RangeInput({ value, onValueChange, disabled }: EditorProps) {
  const [from, to]: unknown[] = Array.isArray(value) ? value : []
  return (
    <div className="flex items-center gap-2">
      <NumberInput
        aria-label="From"
        value={from}
        disabled={disabled}
        onValueChange={(number) => onValueChange([number ?? '', to ?? ''])}
      />
      <span className="text-ink-faint">and</span>
      <NumberInput
        aria-label="To"
        value={to}
        disabled={disabled}
        onValueChange={(number) => onValueChange([from ?? '', number ?? ''])}
      />
    </div>
  )
}

function ListInput({ type, value, onValueChange, disabled }: EditorProps & { type: ProspectFieldType }) {
  const { tags } = useSources()
  return (
    <TagInput
      aria-label="Values"
      value={stringsIn(typeof value === 'string' && value ? [value] : value)}
      onValueChange={onValueChange}
      suggestions={type === 'tags' ? tags : []}
      placeholder="Add a value…"
      disabled={disabled}
    />
  )
}
