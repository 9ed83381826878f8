'use client'

import { NumberInput } from './number-input'
import type { WidgetProps } from './widget-props'

export function NumberWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  return (
    <NumberInput
      {...control}
      value={value}
      onValueChange={onChange}
      placeholder={info.placeholder}
      disabled={isReadOnly}
      className="max-w-40"
    />
  )
}
