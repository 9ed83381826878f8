'use client'

import { useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { describeDuration } from '@/workflows/sequence/describe-duration'
import { type DurationUnit, durationUnits, fromIsoDuration, toIsoDuration } from './duration'
import { NumberInput } from './number-input'
import { textOf, type WidgetProps } from './widget-props'

const units = durationUnits.map((unit) => ({ value: unit, label: unit }))

/**
 * An amount and a unit; a duration of several units, made through the API, is shown as it is and can be edited.
 * An emptied amount removes the setting.
 */
export function DurationWidget({ control, info, value, onChange, isReadOnly }: WidgetProps) {
  const [lastUnit, setLastUnit] = useState<DurationUnit>('days')
  const iso = textOf(value)
  const simple = iso === '' ? { amount: undefined, unit: lastUnit } : fromIsoDuration(iso)
  if (!simple)
    return (
      <>
        <Input
          {...control}
          value={iso}
          disabled={isReadOnly}
          onChange={({ target }) => onChange(target.value || undefined)}
        />
        <p className="text-[13px] text-ink-faint">{describeDuration(iso)}</p>
      </>
    )
  const write = (amount: number | undefined, unit: DurationUnit) => {
    setLastUnit(unit)
    const isNone = amount === undefined || amount < 0
    onChange(isNone ? undefined : toIsoDuration({ amount: Math.round(amount), unit }))
  }
  return (
    <div className="flex gap-2">
      <NumberInput
        {...control}
        value={simple.amount}
        onValueChange={(amount) => write(amount, simple.unit)}
        placeholder={info.placeholder}
        disabled={isReadOnly}
        className="w-24"
      />
      <Select
        aria-label={`Unit of “${info.label}”`}
        options={units}
        value={simple.unit}
        onValueChange={(unit) => write(simple.amount ?? 1, unit)}
        disabled={isReadOnly}
        className="w-36"
      />
    </div>
  )
}
