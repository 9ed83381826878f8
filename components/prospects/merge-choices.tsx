'use client'

import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useFieldLabel } from '@/components/fields/use-field-label'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { type Difference, differencesBetween, type MergeWords, type Side } from './merge-fields'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'

export type ChosenValues = { fields: Record<string, Side>; score: 'higher' | 'sum' }

type MergeChoicesProps = {
  survivor: ProspectRecord
  other: ProspectRecord
  chosen: ChosenValues
  onChange: (chosen: ChosenValues) => void
}

/** Side by side, the values of which only one can be kept. */
export function MergeChoices({ survivor, other, chosen, onChange }: MergeChoicesProps) {
  const differences = differencesBetween(survivor, other, useWords())
  const { fields, score } = chosen
  return (
    <section aria-label="Values that differ">
      <h3 className="mb-2 font-semibold">Which values to keep</h3>
      {differences.length ? null : (
        <p className="mb-2 text-ink-soft">
          No field has two different values, so there is nothing to choose.
        </p>
      )}
      <div className="divide-y rounded-lg border">
        {differences.map((difference) => (
          <ValueChoice
            key={difference.field}
            difference={difference}
            names={{ survivor: prospectName(survivor), other: prospectName(other) }}
            side={fields[difference.field] ?? 'survivor'}
            onChange={(side) => onChange({ ...chosen, fields: { ...fields, [difference.field]: side } })}
          />
        ))}
        <Choice
          label="Score"
          value={score}
          options={[
            {
              value: 'higher',
              text: Math.max(survivor.score, other.score).toLocaleString('en'),
              hint: 'The higher one',
            },
            {
              value: 'sum',
              text: (survivor.score + other.score).toLocaleString('en'),
              hint: 'Both together',
            },
          ]}
          onChange={(next) => onChange({ ...chosen, score: next })}
        />
      </div>
    </section>
  )
}

function useWords(): MergeWords {
  const labelOf = useFieldLabel()
  const { data: users = [] } = useQuery(useTRPC().users.names.queryOptions())
  return { labelOf, userName: (id) => users.find((user) => user.id === id)?.name ?? 'Somebody who is gone' }
}

type ValueChoiceProps = {
  difference: Difference
  names: Record<Side, string>
  side: Side
  onChange: (side: Side) => void
}

function ValueChoice({ difference, names, side, onChange }: ValueChoiceProps) {
  return (
    <Choice
      label={difference.label}
      value={side}
      options={[
        { value: 'survivor', text: difference.survivor, hint: `Of ${names.survivor}, who stays` },
        { value: 'other', text: difference.other, hint: `Of ${names.other}` },
      ]}
      onChange={onChange}
    />
  )
}

type ChoiceProps<Value extends string> = {
  label: string
  value: Value
  options: { value: Value; text: string; hint: string }[]
  onChange: (value: Value) => void
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <fieldset className="grid gap-x-3 gap-y-1 p-3 sm:grid-cols-[7rem_1fr_1fr]">
      <legend className="sr-only">{label}</legend>
      <span aria-hidden className="text-[13px] text-ink-faint">
        {label}
      </span>
      {options.map((option) => (
        <label key={option.value} className="flex min-w-0 cursor-pointer items-start gap-2">
          <input
            type="radio"
            name={name}
            className="mt-1 shrink-0 accent-accent focus-ring"
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span className="min-w-0">
            <span className="block break-words">{option.text}</span>
            <span className="block break-words text-[13px] text-ink-faint">{option.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
