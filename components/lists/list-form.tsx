'use client'

import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'

export type ListValues = { name: string; description: string }

type ListFormProps = {
  initial: ListValues
  submitLabel: string
  error: { message: string } | null
  isPending: boolean
  onSubmit: (values: ListValues) => void
  onCancel: () => void
}

/** Name and description of a list. */
export function ListForm({ initial, submitLabel, error, isPending, onSubmit, onCancel }: ListFormProps) {
  const [values, setValues] = useState(initial)
  const wrong = fieldErrors(error)
  const notice = formError(error, ['name', 'description'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(values)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      <FormField label="Name" error={wrong.name}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={200}
            placeholder="Newsletter"
            value={values.name}
            onChange={({ target }) => setValues({ ...values, name: target.value })}
          />
        )}
      </FormField>
      <FormField
        label="Description"
        error={wrong.description}
        help="Who belongs on it, for you and your team."
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            value={values.description}
            onChange={({ target }) => setValues({ ...values, description: target.value })}
          />
        )}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending} disabled={!values.name.trim()}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
