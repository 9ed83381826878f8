'use client'

import { CriteriaEditor } from './criteria/criteria-editor'
import type { WidgetProps } from './widget-props'

export function CriteriaWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  return (
    <CriteriaEditor
      id={control.id}
      label={info.label}
      value={value}
      onChange={onChange}
      isReadOnly={isReadOnly}
    />
  )
}
