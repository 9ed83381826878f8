'use client'

import { describedFields } from '@/workflows/fields'
import { useSources } from '../editor-context'
import { ValueInput } from './value-input'
import type { WidgetProps } from './widget-props'

/** A value for the prospect field chosen beside it, entered as the type of that field wants. */
export function FieldValueWidget({ control, value, config, definition, onChange, isReadOnly }: WidgetProps) {
  const { fields } = useSources()
  const chooser = describedFields(definition.config).find(({ info }) => info.widget === 'prospect-field')
  const chosen = fields.find(({ name }) => chooser && name === config[chooser.name])
  return (
    <ValueInput
      {...control}
      type={chosen?.type ?? 'text'}
      options={chosen?.options ?? null}
      value={value}
      onValueChange={onChange}
      disabled={isReadOnly}
    />
  )
}
