'use client'

import { z } from 'zod'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { describeWait } from '@/workflows/sequence/describe-wait'
import { isNoTime } from '@/workflows/sequence/duration-schema'
import { type TimeWindow, weekdayNames } from '@/workflows/sequence/time-window'
import type { Wait } from '@/workflows/sequence/wait-until'
import type { WidgetProps } from './widget-props'

export const officeHours: TimeWindow = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }

/** A window while it is being filled in. */
const draftWindowSchema = z.object({
  weekdays: z.array(z.number()).optional(),
  from: z.string(),
  to: z.string(),
})

/** Hours of the week, or none; below, the sentence that the whole wait makes. */
export function TimeWindowWidget({ control, info, value, config, onChange, isReadOnly }: WidgetProps) {
  const window = draftWindowSchema.safeParse(value).data
  const isNeeded = typeof config.for === 'string' && isNoTime(config.for)
  return (
    <fieldset aria-label={info.label} disabled={isReadOnly} className="flex min-w-0 flex-col gap-3">
      <div className="flex items-center gap-2">
        <Checkbox
          id={control.id}
          checked={window !== undefined}
          disabled={isReadOnly || (isNeeded && window !== undefined)}
          onCheckedChange={(isOn) => onChange(isOn === true ? officeHours : undefined)}
        />
        <label htmlFor={control.id} className="text-ink-soft">
          Go on only in these hours
        </label>
      </div>
      {window ? <WindowInputs window={window} onChange={onChange} /> : null}
      <p aria-live="polite" className="text-[13px] text-ink-soft">
        {describeWait(config as Partial<Wait>)}
        {/* Settings as they are: the sentence bears half-filled ones. */}
      </p>
    </fieldset>
  )
}

type WindowInputsProps = {
  window: z.infer<typeof draftWindowSchema>
  onChange: (window: unknown) => void
}

function WindowInputs({ window, onChange }: WindowInputsProps) {
  const { weekdays = [], from, to } = window
  const toggle = (day: number) =>
    onChange({
      ...window,
      weekdays: weekdays.includes(day)
        ? weekdays.filter((other) => other !== day)
        : [...weekdays, day].sort((a, b) => a - b),
    })
  return (
    <>
      <fieldset aria-label="Weekdays" className="flex flex-wrap gap-1">
        {weekdayNames.map((name, index) => (
          <button
            key={name}
            type="button"
            aria-pressed={weekdays.includes(index + 1)}
            onClick={() => toggle(index + 1)}
            className={cn(
              'h-8 rounded-md border px-2 text-[13px] focus-ring',
              weekdays.includes(index + 1)
                ? 'border-accent bg-accent-soft text-accent-ink'
                : 'border-line-strong text-ink-soft hover:bg-sunken',
            )}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="time"
          aria-label="From"
          value={from}
          onChange={({ target }) => onChange({ ...window, from: target.value })}
          className="w-30"
        />
        <span className="text-ink-faint">to</span>
        <Input
          type="time"
          aria-label="To"
          value={to}
          onChange={({ target }) => onChange({ ...window, to: target.value })}
          className="w-30"
        />
      </div>
      <p className="text-[13px] text-ink-faint">
        {weekdays.length ? '' : 'Every day. '}
        {to <= from && to && from ? 'Ends on the next day. ' : ''}
        On the clock of the prospect; in UTC while it is not known.
      </p>
    </>
  )
}
