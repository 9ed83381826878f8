'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FieldValue, ProspectSnapshot } from '@/workflows/prospect-snapshot'

type Fields = ProspectSnapshot['fields']
type CustomFieldInputsProps = { fields: Fields; onChange: (fields: Fields) => void }

/** The workspace's own fields, each by its type, and a way to begin a new one. */
export function CustomFieldInputs({ fields, onChange }: CustomFieldInputsProps) {
  const trpc = useTRPC()
  const known = useQuery(trpc.workflows.references.queryOptions({})).data?.fields ?? []
  const custom = known.flatMap(({ name, label, type, options }) =>
    name.startsWith('fields.')
      ? [{ key: name.slice('fields.'.length), label, type: String(type), options: options ?? [] }]
      : [],
  )
  const added = Object.keys(fields)
    .filter((key) => !custom.some((field) => field.key === key))
    .map((key) => ({
      key,
      label: key,
      type: typeof fields[key] === 'number' ? 'number' : 'text',
      options: [],
    }))
  return (
    <>
      {[...custom, ...added].map(({ key, label, type, options }) => (
        <FormField key={key} label={label}>
          {(control) => (
            <FieldInput
              control={control}
              type={type}
              options={options}
              value={fields[key] ?? null}
              onChange={(value) => onChange({ ...fields, [key]: value })}
            />
          )}
        </FormField>
      ))}
      <NewField onAdd={(key) => onChange({ ...fields, [key]: fields[key] ?? '' })} />
    </>
  )
}

/** No option can be called so: they are trimmed. */
const notKnown = ' '

type FieldInputProps = {
  control: { id: string }
  type: string
  options: { value: string; label: string }[]
  value: FieldValue
  onChange: (value: FieldValue) => void
}

function FieldInput({ control, type, options, value, onChange }: FieldInputProps) {
  if (type === 'choice')
    return (
      <Select
        {...control}
        options={[{ value: notKnown, label: 'Not known' }, ...options]}
        value={value === null || value === '' ? notKnown : String(value)}
        onValueChange={(chosen) => onChange(chosen === notKnown ? null : chosen)}
      />
    )
  if (type === 'boolean')
    return (
      <Select
        {...control}
        options={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
          { value: 'unknown', label: 'Not known' },
        ]}
        value={value === null ? 'unknown' : value ? 'yes' : 'no'}
        onValueChange={(chosen) => onChange(chosen === 'unknown' ? null : chosen === 'yes')}
      />
    )
  const isNumber = type === 'number'
  return (
    <Input
      {...control}
      type={isNumber ? 'number' : type === 'date' ? 'date' : 'text'}
      value={value === null ? '' : String(value)}
      onChange={({ target }) => {
        if (target.value === '') return onChange(null)
        onChange(isNumber ? target.valueAsNumber : target.value)
      }}
    />
  )
}

function NewField({ onAdd }: { onAdd: (key: string) => void }) {
  const [key, setKey] = useState<string | null>(null)
  if (key === null)
    return (
      <Button variant="ghost" size="sm" className="self-start" onClick={() => setKey('')}>
        <Plus />
        Add a field
      </Button>
    )
  const isUsable = /^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/.test(key)
  const add = () => {
    onAdd(key)
    setKey(null)
  }
  return (
    <FormField
      label="New field"
      help="Letters, digits, “_” and “-”, beginning with a letter: industry, plan_size."
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            autoFocus
            value={key}
            onChange={(event) => setKey(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (isUsable) add()
            }}
          />
          <Button disabled={!isUsable} onClick={add}>
            Add
          </Button>
        </div>
      )}
    </FormField>
  )
}
