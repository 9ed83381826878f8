'use client'

import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Link } from '@/server/links/link'
import { identityOptions } from './identity-options'
import { TrackedUrlPreview } from './tracked-url-preview'
import { UtmFields } from './utm-fields'

export type LinkDraft = Pick<Link, 'name' | 'destination' | 'utm' | 'identity'>

type LinkFormProps = {
  initial: LinkDraft
  submitLabel: string
  error: { message: string } | null
  isPending: boolean
  onSubmit: (draft: LinkDraft) => void
  onCancel: () => void
}

/** Name, destination and UTM parameters of a link (IR-11), with the Tracked URL as it will be (IR-15). */
export function LinkForm({ initial, submitLabel, error, isPending, onSubmit, onCancel }: LinkFormProps) {
  const [draft, setDraft] = useState(initial)
  const change = (changes: Partial<LinkDraft>) => setDraft({ ...draft, ...changes })
  const wrong = fieldErrors(error)
  const notice = formError(error, ['name', 'destination'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(draft)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      <FormField
        label="Name"
        isRequired
        error={wrong.name}
        help="So that you recognise it in lists and pickers."
      >
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
            placeholder="Spring pricing page"
          />
        )}
      </FormField>
      <FormField label="Destination URL" isRequired error={wrong.destination}>
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            value={draft.destination}
            onChange={(event) => change({ destination: event.target.value })}
            placeholder="https://example.com/pricing"
          />
        )}
      </FormField>
      <UtmFields utm={draft.utm} onChange={(utm) => change({ utm })} />
      <TrackedUrlPreview destination={draft.destination} utm={draft.utm} />
      <fieldset>
        <legend className="mb-1 font-medium text-[13px]">Who is recognised</legend>
        <RadioGroup
          aria-label="Who is recognised"
          options={identityOptions}
          value={draft.identity}
          onValueChange={(identity) => change({ identity })}
        />
      </fieldset>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
