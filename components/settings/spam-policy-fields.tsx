'use client'

import { FormField } from '@/components/ui/form-field'
import { Select } from '@/components/ui/select'
import type { SpamPolicy } from '@/server/settings/settings'
import { NumberField } from './number-field'

type SpamPolicyFieldsProps = {
  title: string
  path: string
  policy: SpamPolicy
  byDefault: SpamPolicy
  errors: Partial<Record<string, string>>
  onChange: (policy: SpamPolicy) => void
}

const comparators = [
  { value: 'after', label: 'The ones after this number' },
  { value: 'from', label: 'This one and all after it' },
] as const

/** From which event on, within how long, nothing is done any more (?1). */
export function SpamPolicyFields({
  title,
  path,
  policy,
  byDefault,
  errors,
  onChange,
}: SpamPolicyFieldsProps) {
  const number = (name: 'limit' | 'windowSeconds', label: string) => (
    <NumberField
      label={label}
      value={policy[name]}
      byDefault={byDefault[name]}
      error={errors[`${path}.${name}`]}
      onChange={(value) => onChange({ ...policy, [name]: value })}
    />
  )
  const usual = comparators.find(({ value }) => value === byDefault.comparator)?.label.toLowerCase()
  return (
    <fieldset>
      <legend className="font-medium">{title}</legend>
      <p className="mb-3 text-[13px] text-ink-soft">{sentence(policy)}</p>
      <div className="grid gap-5 sm:grid-cols-[auto_minmax(0,1fr)_auto]">
        {number('limit', 'Number')}
        <FormField label="Not processed" help={`By default ${usual}.`}>
          {(control) => (
            <Select
              {...control}
              options={comparators}
              value={policy.comparator}
              onValueChange={(comparator) => onChange({ ...policy, comparator })}
            />
          )}
        </FormField>
        {number('windowSeconds', 'Within, in seconds')}
      </div>
    </fieldset>
  )
}

function sentence({ comparator, limit, windowSeconds }: SpamPolicy): string {
  if (Number.isNaN(limit) || Number.isNaN(windowSeconds)) return 'Enter both numbers.'
  const first = comparator === 'after' ? limit + 1 : limit
  return `Number ${first} and all after it within ${windowSeconds} seconds do nothing; the ones before do.`
}
