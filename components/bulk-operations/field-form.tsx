'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import type { BulkAction } from '@/server/bulk-operations/actions/bulk-action'
import { type ProspectFieldType, standardProspectFields } from '@/workflows/prospect-fields'

type ChangeField = Extract<BulkAction, { type: 'change-field' }>
type Value = ChangeField['value']

const changeable = new Set([
  'firstName',
  'lastName',
  'organization',
  'phone',
  'timezone',
  'leadStatus',
  'score',
])

/** Which field, and the value it gets; an empty one clears it. */
export function FieldForm({ onChange }: { onChange: (action: BulkAction | null) => void }) {
  const { data } = useQuery(useTRPC().bulkOperations.exportColumns.queryOptions())
  const [field, setField] = useState<string | null>(null)
  const [text, setText] = useState('')
  const fields = [
    ...standardProspectFields.filter(({ name }) => changeable.has(name)),
    ...(data ?? []).flatMap(({ name, label, type }) => (type ? [{ name, label, type }] : [])),
  ]
  const tell = (name: string | null, entered: string) => {
    const type = fields.find((one) => one.name === name)?.type
    const value = type && readEntered(entered, type, name ?? '')
    onChange(
      name && value !== undefined
        ? { type: 'change-field', field: name as ChangeField['field'], value }
        : null, // one of the options
    )
  }
  const type = fields.find(({ name }) => name === field)?.type
  return (
    <div className="flex flex-col gap-4">
      <FormField label="Field">
        {(control) => (
          <Combobox
            {...control}
            value={field}
            onValueChange={(next) => {
              setField(next)
              tell(next, text)
            }}
            placeholder="Choose a field…"
            options={fields.map(({ name, label }) => ({ value: name, label }))}
          />
        )}
      </FormField>
      <FormField
        label="New value"
        help={type === 'boolean' ? 'Write yes or no; nothing clears the field.' : 'Nothing clears the field.'}
      >
        {(control) => (
          <Input
            {...control}
            value={text}
            inputMode={type === 'number' ? 'decimal' : undefined}
            onChange={(event) => {
              setText(event.target.value)
              tell(field, event.target.value)
            }}
          />
        )}
      </FormField>
    </div>
  )
}

/** The value that was entered; undefined while it is not one. */
function readEntered(text: string, type: ProspectFieldType, name: string): Value | undefined {
  const entered = text.trim()
  if (type === 'number') {
    if (entered === '') return name === 'score' ? 0 : null
    return Number.isFinite(Number(entered)) ? Number(entered) : undefined
  }
  if (type === 'boolean') return { '': null, yes: true, no: false }[entered.toLowerCase()]
  if (entered === '')
    return name.startsWith('fields.') || name === 'timezone' || name === 'leadStatus' ? null : ''
  return entered
}
