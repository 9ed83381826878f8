'use client'

import { Textarea } from '@/components/ui/textarea'
import { textOf, type WidgetProps } from './widget-props'

export function LongTextWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  return (
    <Textarea
      {...control}
      value={textOf(value)}
      placeholder={info.placeholder}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
