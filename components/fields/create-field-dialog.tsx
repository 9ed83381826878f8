'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { TagInput } from '@/components/ui/tag-input'
import { type CustomField, fieldTypes, keyFor } from './field-types'
import { useFieldsChanged } from './use-fields-changed'

type CreateFieldDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Makes a custom field. */
export function CreateFieldDialog({ isOpen, onOpenChange }: CreateFieldDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Create field" className="max-w-md">
      <CreateFieldForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function CreateFieldForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC()
  const fieldsChanged = useFieldsChanged()
  const [label, setLabel] = useState('')
  const [ownKey, setOwnKey] = useState<string | null>(null)
  const [type, setType] = useState<CustomField['type']>('text')
  const [options, setOptions] = useState<string[]>([])
  const key = ownKey ?? keyFor(label)
  const create = useMutation(
    trpc.fields.create.mutationOptions({
      onSuccess: async () => {
        await fieldsChanged()
        onDone()
      },
      onError: () => {}, // shown in the form
    }),
  )
  const wrong = fieldErrors(create.error)
  const notice = formError(create.error, ['label', 'key', 'options'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ key, label, type, options: type === 'choice' ? options : [] })
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
            placeholder="Industry"
            value={label}
            onChange={({ target }) => setLabel(target.value)}
          />
        )}
      </FormField>
      <FormField
        label="Key"
        error={wrong.key}
        help="How imports, the REST API and merge fields name it. It never changes."
      >
        {(control) => (
          <Input
            {...control}
            maxLength={64}
            className="font-mono"
            value={key}
            onChange={({ target }) => setOwnKey(target.value)}
          />
        )}
      </FormField>
      <FormField label="Type" help="It never changes either, so that values stay right.">
        {(control) => <Select {...control} options={fieldTypes} value={type} onValueChange={setType} />}
      </FormField>
      {type === 'choice' ? (
        <FormField label="Options" error={wrong.options}>
          {(control) => (
            <TagInput {...control} value={options} onValueChange={setOptions} placeholder="Add an option…" />
          )}
        </FormField>
      ) : null}
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending} disabled={!label.trim() || !key}>
          Create field
        </Button>
      </DialogFooter>
    </form>
  )
}
