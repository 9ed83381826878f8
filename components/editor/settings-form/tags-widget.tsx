'use client'

import { TagInput } from '@/components/ui/tag-input'
import { useSources } from '../editor-context'
import { stringsIn, type WidgetProps } from './widget-props'

export function TagsWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  const { tags } = useSources()
  return (
    <TagInput
      {...control}
      value={stringsIn(value)}
      onValueChange={onChange}
      suggestions={tags}
      disabled={isReadOnly}
      {...(info.placeholder ? { placeholder: info.placeholder } : {})}
    />
  )
}
