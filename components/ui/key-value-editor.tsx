'use client'

import { Plus, X } from 'lucide-react'
import { useId } from 'react'
import { Button } from './button'
import { IconButton } from './icon-button'
import { Input } from './input'

/** One line of the editor; `id` keeps it apart from the others while its key is being typed. */
export type KeyValue = { id: string; key: string; value: string }

type KeyValueEditorProps = {
  label: string
  /** What one line is called: “property”. */
  noun: string
  rows: readonly KeyValue[]
  onRowsChange: (rows: KeyValue[]) => void
  help?: string
  error?: string | null | undefined
}

/** Names with values, line by line. */
export function KeyValueEditor({ label, noun, rows, onRowsChange, help, error }: KeyValueEditorProps) {
  const id = useId()
  const change = (row: KeyValue, changes: Partial<KeyValue>) =>
    onRowsChange(rows.map((other) => (other.id === row.id ? { ...row, ...changes } : other)))
  const add = () => onRowsChange([...rows, { id: `${id}-${Date.now()}-${rows.length}`, key: '', value: '' }])
  return (
    <fieldset aria-describedby={`${id}-help`}>
      <legend className="mb-1.5 font-medium text-[13px]">{label}</legend>
      <div className="flex flex-col gap-2">
        {rows.map((row, index) => (
          <div key={row.id} className="flex gap-2">
            <Input
              aria-label={`Name of ${noun} ${index + 1}`}
              placeholder="name"
              value={row.key}
              maxLength={100}
              onChange={(event) => change(row, { key: event.target.value })}
            />
            <Input
              aria-label={`Value of ${noun} ${index + 1}`}
              placeholder="value"
              value={row.value}
              onChange={(event) => change(row, { value: event.target.value })}
            />
            <IconButton
              label={`Remove ${noun} ${index + 1}`}
              onClick={() => onRowsChange(rows.filter((other) => other.id !== row.id))}
            >
              <X />
            </IconButton>
          </div>
        ))}
        <Button size="sm" className="self-start" onClick={add}>
          <Plus />
          Add {noun}
        </Button>
      </div>
      <div id={`${id}-help`} className="mt-1.5 text-[13px]">
        {error ? <p className="text-bad">{error}</p> : null}
        {help ? <p className="text-ink-faint">{help}</p> : null}
      </div>
    </fieldset>
  )
}
