'use client'

import { Input } from '@/components/ui/input'
import { textOf, type WidgetProps } from './widget-props'

export function TextWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  return (
    <Input
      {...control}
      value={textOf(value)}
      placeholder={info.placeholder}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
