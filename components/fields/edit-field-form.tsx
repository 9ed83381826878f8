'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { TagInput } from '@/components/ui/tag-input'
import type { CustomField } from './field-types'
import { useFieldsChanged } from './use-fields-changed'

/** Changes the label of a field, and the options of a choice. */
export function EditFieldForm({ field, onDone }: { field: CustomField; onDone: () => void }) {
  const trpc = useTRPC()
  const fieldsChanged = useFieldsChanged()
  const [label, setLabel] = useState(field.label)
  const [options, setOptions] = useState(field.options)
  const update = useMutation(
    trpc.fields.update.mutationOptions({
      onSuccess: async () => {
        await fieldsChanged()
        onDone()
      },
      onError: () => {}, // shown in the form
    }),
  )
  const wrong = fieldErrors(update.error)
  const notice = formError(update.error, ['label', 'options'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ key: field.key, label, ...(field.type === 'choice' && { options }) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      <FormField label="Label" error={wrong.label}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={100}
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        )}
      </FormField>
      {field.type === 'choice' ? (
        <FormField
          label="Options"
          error={wrong.options}
          help="Prospects who have an option that you take out keep it."
        >
          {(control) => (
            <TagInput {...control} value={options} onValueChange={setOptions} placeholder="Add an option…" />
          )}
        </FormField>
      ) : null}
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={update.isPending} disabled={!label.trim()}>
          Save
        </Button>
      </DialogFooter>
    </form>
  )
}
