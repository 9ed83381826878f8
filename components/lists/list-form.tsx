'use client'

import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Textarea } from '@/components/ui/textarea'
import { type Criteria, completeCriteriaSchema } from '@/workflows/criteria/criteria'
import { ListCriteriaField } from './list-criteria-field'

export type ListValues = {
  name: string
  description: string
  kind: 'static' | 'criteria'
  criteria: Criteria
}

const kinds = [
  { value: 'static', label: 'By hand', help: 'You and your workflows put prospects on it.' },
  {
    value: 'criteria',
    label: 'By criteria',
    help: 'It fills itself: whoever meets the criteria joins, whoever does not any more leaves.',
  },
] as const

function isComplete(criteria: Criteria): boolean {
  return Boolean(criteria?.rules.length) && completeCriteriaSchema.safeParse(criteria).success
}

type ListFormProps = {
  initial: ListValues
  /** True while the kind can still be chosen. */
  isNew: boolean
  submitLabel: string
  error: { message: string } | null
  isPending: boolean
  onSubmit: (values: ListValues) => void
  onCancel: () => void
}

/** Name, description and, of a list that fills itself, the criteria. */
export function ListForm({
  initial,
  isNew,
  submitLabel,
  error,
  isPending,
  onSubmit,
  onCancel,
}: ListFormProps) {
  const [values, setValues] = useState(initial)
  const wrong = fieldErrors(error)
  const notice = formError(error, ['name', 'description', 'criteria'])
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
      <FormField label="Description" error={wrong.description} help="For you and your team.">
        {(control) => (
          <Textarea
            {...control}
            maxLength={2000}
            value={values.description}
            onChange={({ target }) => setValues({ ...values, description: target.value })}
          />
        )}
      </FormField>
      {isNew ? (
        <RadioGroup
          aria-label="How it is filled"
          options={kinds}
          value={values.kind}
          onValueChange={(kind) => setValues({ ...values, kind })}
        />
      ) : null}
      {values.kind === 'criteria' ? (
        <ListCriteriaField
          criteria={values.criteria}
          onChange={(criteria) => setValues({ ...values, criteria })}
          error={wrong.criteria}
        />
      ) : null}
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          isPending={isPending}
          disabled={!values.name.trim() || (values.kind === 'criteria' && !isComplete(values.criteria))}
        >
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
