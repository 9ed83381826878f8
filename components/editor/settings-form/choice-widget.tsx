'use client'

import { Select } from '@/components/ui/select'
import { textOf, type WidgetProps } from './widget-props'

/** One of a few fixed values. */
export function ChoiceWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  return (
    <Select
      {...control}
      options={info.options ?? []}
      value={textOf(value)}
      onValueChange={onChange}
      placeholder={info.placeholder}
      disabled={isReadOnly}
    />
  )
}
