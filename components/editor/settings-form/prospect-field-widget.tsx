'use client'

import { Combobox } from '@/components/ui/combobox'
import { describedFields } from '@/workflows/fields'
import { useSources } from '../editor-context'
import { textOf, type WidgetProps } from './widget-props'

/** Chooses a field that may be changed. A value beside it that belonged to a field of another type is emptied. */
export function ProspectFieldWidget({
  control,
  name,
  value,
  config,
  definition,
  onPatch,
  isReadOnly,
}: WidgetProps) {
  const { fields } = useSources()
  const typeOf = (field: string) => fields.find((known) => known.name === field)?.type
  const choose = (field: string) => {
    const follower = describedFields(definition.config).find(({ info }) => info.widget === 'field-value')
    const doesFit = typeOf(field) === typeOf(textOf(config[name]))
    onPatch({ [name]: field, ...(follower && !doesFit ? { [follower.name]: '' } : {}) })
  }
  return (
    <Combobox
      {...control}
      options={fields
        .filter(({ isWritable }) => isWritable)
        .map((field) => ({ value: field.name, label: field.label }))}
      value={textOf(value) || null}
      onValueChange={choose}
      placeholder="Choose a field…"
      searchPlaceholder="Search fields…"
      emptyText="No field has that name."
      disabled={isReadOnly}
    />
  )
}
