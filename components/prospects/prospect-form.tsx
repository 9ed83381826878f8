'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { CustomFieldInputs } from './custom-field-inputs'
import { changesBetween, type ProspectDraft } from './prospect-draft'
import type { ProspectRecord } from './prospect-record'
import { TraitInputs } from './trait-inputs'

const texts = [
  { name: 'email', label: 'Email' },
  { name: 'firstName', label: 'First name' },
  { name: 'lastName', label: 'Last name' },
  { name: 'organization', label: 'Organization' },
  { name: 'phone', label: 'Phone' },
  { name: 'leadStatus', label: 'Lead status' },
] as const

const shown = texts.map(({ name }) => name)

/** Changes what is known of a prospect. */
export function ProspectForm({ prospect, onDone }: { prospect: ProspectRecord; onDone: () => void }) {
  // The values the editing began with: the prospect itself may change meanwhile.
  const [before] = useState<ProspectDraft>(prospect)
  const [draft, setDraft] = useState(before)
  const change = (changes: Partial<ProspectDraft>) => setDraft({ ...draft, ...changes })
  const update = useUpdateProspect(onDone)
  const wrong = fieldErrors(update.error)
  const notice = formError(update.error, shown)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    update.mutate({ id: prospect.id, ...changesBetween(before, draft) })
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
      <TraitInputs draft={draft} onChange={change} />
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
