'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { TagInput } from '@/components/ui/tag-input'
import { consentLabels } from './consent-labels'
import type { ProspectDraft } from './prospect-draft'

const timezones = Intl.supportedValuesOf('timeZone').map((name) => ({ value: name, label: name }))

type TraitInputsProps = { draft: ProspectDraft; onChange: (changes: Partial<ProspectDraft>) => void }

/** Tags, score and time zone of a prospect, and the permissions they gave. */
export function TraitInputs({ draft, onChange }: TraitInputsProps) {
  const trpc = useTRPC()
  const tagsInUse = useQuery(trpc.workflows.references.queryOptions({})).data?.tags ?? []
  return (
    <>
      <FormField label="Tags">
        {(control) => (
          <TagInput
            {...control}
            value={draft.tags}
            suggestions={tagsInUse}
            onValueChange={(tags) => onChange({ tags })}
          />
        )}
      </FormField>
      <FormField label="Score">
        {(control) => (
          <Input
            {...control}
            type="number"
            value={draft.score}
            onChange={(event) => onChange({ score: event.target.valueAsNumber || 0 })}
          />
        )}
      </FormField>
      <FormField label="Time zone">
        {(control) => (
          <Combobox
            {...control}
            options={timezones}
            value={draft.timezone}
            onValueChange={(timezone) => onChange({ timezone })}
            placeholder="Not known"
            searchPlaceholder="Search time zones"
          />
        )}
      </FormField>
      <ConsentInputs consent={draft.consent} onChange={(consent) => onChange({ consent })} />
    </>
  )
}

type Consent = ProspectDraft['consent']

function ConsentInputs({ consent, onChange }: { consent: Consent; onChange: (consent: Consent) => void }) {
  return (
    <>
      <FormField label="Email consent">
        {(control) => (
          <Select
            {...control}
            options={optionsOf(consentLabels.email)}
            value={consent.email}
            onValueChange={(email) => onChange({ ...consent, email })}
          />
        )}
      </FormField>
      <FormField label="Tracking consent">
        {(control) => (
          <Select
            {...control}
            options={optionsOf(consentLabels.tracking)}
            value={consent.tracking}
            onValueChange={(tracking) => onChange({ ...consent, tracking })}
          />
        )}
      </FormField>
    </>
  )
}

function optionsOf<Value extends string>(labels: Record<Value, string>) {
  const values = Object.keys(labels) as Value[] // the keys of a const object
  return values.map((value) => ({ value, label: labels[value] }))
}
