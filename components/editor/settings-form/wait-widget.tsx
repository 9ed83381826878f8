'use client'

import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { isNoTime } from '@/workflows/sequence/duration-schema'
import { DurationWidget } from './duration-widget'
import { officeHours } from './time-window-widget'
import type { WidgetProps } from './widget-props'

type Mode = 'time' | 'date' | 'window'

const modes = [
  { value: 'time', label: 'For a time' },
  { value: 'date', label: 'Until a date' },
  { value: 'window', label: 'In a time window' },
] as const

/** For how long, until when, or only until the window opens that stands beside it in the same settings. */
export function WaitWidget(props: WidgetProps) {
  const { control, value, config, onChange, onPatch, isReadOnly } = props
  const mode = modeOf(value)
  const choose = (next: Mode) => {
    if (next === mode) return
    const starts = { time: 'P1D', date: { until: '' }, window: 'PT0S' }
    const window = next === 'window' ? (config.window ?? officeHours) : undefined
    // A window chosen as the whole wait goes with that choice; one chosen beside a time or a date stays.
    onPatch(mode === 'window' || next === 'window' ? { for: starts[next], window } : { for: starts[next] })
  }
  return (
    <fieldset disabled={isReadOnly} className="flex min-w-0 flex-col gap-2">
      <RadioGroup aria-label="How to wait" options={modes} value={mode} onValueChange={choose} />
      {mode === 'time' ? <DurationWidget {...props} /> : null}
      {mode === 'date' ? (
        <>
          <Input
            {...control}
            type="datetime-local"
            value={untilOf(value)}
            onChange={({ target }) => onChange({ until: target.value })}
            className="max-w-60"
          />
          <p className="text-[13px] text-ink-faint">
            On the clock of the prospect. Those who come later go on at once.
          </p>
        </>
      ) : null}
      {mode === 'window' ? (
        <p id={control.id} className="text-[13px] text-ink-faint">
          Goes on at once inside of the window below, else when it opens.
        </p>
      ) : null}
    </fieldset>
  )
}

function modeOf(value: unknown): Mode {
  if (value !== null && typeof value === 'object') return 'date'
  return typeof value === 'string' && isNoTime(value) ? 'window' : 'time'
}

function untilOf(value: unknown): string {
  const until = value !== null && typeof value === 'object' && 'until' in value ? value.until : ''
  return typeof until === 'string' ? until : ''
}
