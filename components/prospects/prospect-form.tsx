'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { TagInput } from '@/components/ui/tag-input'
import { consentLabels } from './consent-labels'
import { CustomFieldInputs } from './custom-field-inputs'
import type { ProspectRecord } from './prospect-record'

const texts = [
  { name: 'email', label: 'Email' },
  { name: 'firstName', label: 'First name' },
  { name: 'lastName', label: 'Last name' },
  { name: 'organization', label: 'Organization' },
  { name: 'phone', label: 'Phone' },
  { name: 'leadStatus', label: 'Lead status' },
] as const

const timezones = Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, label: name }))
const emailConsents = optionsOf(consentLabels.email)
const trackingConsents = optionsOf(consentLabels.tracking)

type Draft = Pick<
  ProspectRecord,
  | 'email'
  | 'firstName'
  | 'lastName'
  | 'organization'
  | 'phone'
  | 'leadStatus'
  | 'timezone'
  | 'score'
  | 'tags'
  | 'fields'
  | 'consent'
>

/** Changes what is known of a prospect. Only what was changed is sent, so that it undoes nothing a run did meanwhile. */
export function ProspectForm({ prospect, onDone }: { prospect: ProspectRecord; onDone: () => void }) {
  const trpc = useTRPC()
  const [draft, setDraft] = useState<Draft>(prospect)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const update = useUpdateProspect(onDone)
  const tagsInUse = useQuery(trpc.workflows.references.queryOptions({})).data?.tags
  const wrong = fieldErrors(update.error)
  const notice = formError(
    update.error,
    texts.map(({ name }) => name),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ id: prospect.id, ...changesBetween(prospect, draft) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3.5">
      {notice ? <ErrorNotice error={notice} /> : null}
      {texts.map(({ name, label }) => (
        <FormField key={name} label={label} error={wrong[name]}>
          {(control) => (
            <Input
              {...control}
              value={draft[name] ?? ''}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          )}
        </FormField>
      ))}
      <FormField label="Tags">
        {(control) => (
          <TagInput
            {...control}
            value={draft.tags}
            suggestions={tagsInUse ?? []}
            onValueChange={(tags) => change({ tags })}
          />
        )}
      </FormField>
      <FormField label="Score" error={wrong.score}>
        {(control) => (
          <Input
            {...control}
            type="number"
            value={draft.score}
            onChange={(event) => change({ score: event.target.valueAsNumber || 0 })}
          />
        )}
      </FormField>
      <FormField label="Time zone">
        {(control) => (
          <Combobox
            {...control}
            options={timezones}
            value={draft.timezone}
            onValueChange={(timezone) => change({ timezone })}
            placeholder="Not known"
            searchPlaceholder="Search time zones"
          />
        )}
      </FormField>
      <FormField label="Email consent">
        {(control) => (
          <Select
            {...control}
            options={emailConsents}
            value={draft.consent.email}
            onValueChange={(email) => change({ consent: { ...draft.consent, email } })}
          />
        )}
      </FormField>
      <FormField label="Tracking consent">
        {(control) => (
          <Select
            {...control}
            options={trackingConsents}
            value={draft.consent.tracking}
            onValueChange={(tracking) => change({ consent: { ...draft.consent, tracking } })}
          />
        )}
      </FormField>
      <CustomFieldInputs fields={draft.fields} onChange={(fields) => change({ fields })} />
      <div className="mt-1 flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={update.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}

function useUpdateProspect(onDone: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.prospects.update.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.prospects.pathFilter())
        onDone()
      },
      onError: () => {}, // shown in the form
    }),
  )
}

/** What differs between a prospect as it was opened and as it was edited; an emptied address means there is none. */
export function changesBetween(before: Draft, after: Draft): Partial<Draft> {
  const keys = Object.keys(editable) as (keyof Draft)[] // the keys of a const object
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const changes = Object.fromEntries(changed.map((key) => [key, after[key]]))
  const emptied = (['email', 'leadStatus'] as const).filter((key) => changes[key] === '')
  return { ...changes, ...Object.fromEntries(emptied.map((key) => [key, null])) }
}

const editable: Record<keyof Draft, true> = {
  email: true,
  firstName: true,
  lastName: true,
  organization: true,
  phone: true,
  leadStatus: true,
  timezone: true,
  score: true,
  tags: true,
  fields: true,
  consent: true,
}

function optionsOf<Value extends string>(labels: Record<Value, string>) {
  const values = Object.keys(labels) as Value[] // the keys of a const object
  return values.map((value) => ({ value, label: labels[value] }))
}
