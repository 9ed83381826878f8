'use client'

import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import type { LinkDraft } from './link-draft'
import { LinkOptions, optionFields } from './link-options'
import { rowsProblem } from './properties-text'
import { TrackedUrlPreview } from './tracked-url-preview'
import { UtmFields } from './utm-fields'

type LinkFormProps = {
  initial: LinkDraft
  submitLabel: string
  /** Address and name alone to begin with, everything else when it is asked for (IM-6). */
  isShort?: boolean
  /** The short URL is there for ever once the link is made. */
  canChooseSlug?: boolean
  error: { message: string } | null
  isPending: boolean
  onSubmit: (draft: LinkDraft) => void
  onCancel: () => void
}

/** What a link is made of: name, destination and UTM parameters (IR-11), with the Tracked URL as it will be (IR-15). */
export function LinkForm({
  initial,
  submitLabel,
  isShort = false,
  canChooseSlug = false,
  error,
  isPending,
  onSubmit,
  onCancel,
}: LinkFormProps) {
  const [draft, setDraft] = useState(initial)
  const change = (changes: Partial<LinkDraft>) => setDraft({ ...draft, ...changes })
  const wrong = fieldErrors(error)
  const notice = formError(error, ['name', 'destination', ...optionFields])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!rowsProblem(draft.properties)) onSubmit(draft)
  }
  const utm = (
    <>
      <UtmFields utm={draft.utm} onChange={(next) => change({ utm: next })} />
      <TrackedUrlPreview destination={draft.destination} utm={draft.utm} />
    </>
  )
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
      {isShort ? null : utm}
      <LinkOptions draft={draft} onChange={change} wrong={wrong} canChooseSlug={canChooseSlug}>
        {isShort ? utm : null}
      </LinkOptions>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={isPending}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
