'use client'

import { Plus, X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import type { WidgetProps } from './widget-props'

type Row = { name: string; value: string }

/** Names and values, one row each; a row is there from the moment it is added, however little stands in it. */
export function HeadersWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  const rows = rowsIn(value)
  const change = (index: number, patch: Partial<Row>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...patch } : row)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own into the form
    <div role="group" aria-label={info.label} {...groupProps(control)} className="flex flex-col gap-2">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place
        <div key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={`Name of header ${index + 1}`}
            className="min-w-0 flex-1"
            value={row.name}
            placeholder="Authorization"
            disabled={isReadOnly}
            onChange={({ target }) => change(index, { name: target.value })}
          />
          <Input
            aria-label={`Value of header ${index + 1}`}
            className="min-w-0 flex-1"
            value={row.value}
            placeholder="Bearer …"
            disabled={isReadOnly}
            onChange={({ target }) => change(index, { value: target.value })}
          />
          {isReadOnly ? null : (
            <IconButton
              label={`Remove header ${index + 1}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <X />
            </IconButton>
          )}
        </div>
      ))}
      {isReadOnly ? null : (
        <Button size="sm" className="self-start" onClick={() => onChange([...rows, { name: '', value: '' }])}>
          <Plus />
          Add header
        </Button>
      )}
    </div>
  )
}

function groupProps({ id, 'aria-describedby': describedBy }: WidgetProps['control']) {
  return { id, 'aria-describedby': describedBy }
}

function rowsIn(value: unknown): Row[] {
  if (!Array.isArray(value)) return []
  return value.map((row: Partial<Record<keyof Row, unknown>> | null) => ({
    name: typeof row?.name === 'string' ? row.name : '',
    value: typeof row?.value === 'string' ? row.value : '',
  }))
}
