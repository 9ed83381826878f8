'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { formatDateTime } from '@/components/ui/time-ago'
import { knownTimezone } from '@/workflows/sequence/local-time'
import { nextWait, type Simulation } from '@/workflows/simulate'
import { fromLocalInput, toLocalInput } from './local-input'

type ClockControlsProps = { simulation: Simulation; onMove: (to: Date) => void }

const hourMs = 60 * 60 * 1000

/** The clock of the simulation, which only goes forward: take back what was a move too far. */
export function ClockControls({ simulation, onMove }: ClockControlsProps) {
  const { clock, prospect } = simulation
  const [typed, setTyped] = useState<string | null>(null)
  const next = nextWait(simulation)
  const to = fromLocalInput(typed ?? '')
  const later = (ms: number) => onMove(new Date(clock.getTime() + ms))
  return (
    <section aria-label="Clock" className="flex flex-col gap-2">
      <p>
        <span className="font-medium">
          It is <time dateTime={clock.toISOString()}>{formatDateTime(clock)}</time>
        </span>
        <span className="block text-[13px] text-ink-faint">{onProspectsClock(clock, prospect.timezone)}</span>
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" onClick={() => later(hourMs)}>
          +1 hour
        </Button>
        <Button size="sm" onClick={() => later(24 * hourMs)}>
          +1 day
        </Button>
        <Button size="sm" disabled={!next} onClick={() => next && onMove(next)}>
          Next wait
        </Button>
      </div>
      {next ? (
        <p className="text-[13px] text-ink-soft">The next wait is over on {formatDateTime(next)}.</p>
      ) : null}
      <form
        className="flex gap-1.5"
        onSubmit={(event) => {
          event.preventDefault()
          if (to && to > clock) onMove(to)
          setTyped(null)
        }}
      >
        <Input
          type="datetime-local"
          aria-label="Move the clock to"
          className="h-8 min-w-0 flex-1"
          min={toLocalInput(clock)}
          value={typed ?? toLocalInput(clock)}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button size="sm" type="submit" disabled={!to || to <= clock}>
          Go there
        </Button>
      </form>
    </section>
  )
}

function onProspectsClock(clock: Date, timezone: string | null): string {
  const timeZone = knownTimezone(timezone)
  const time = clock.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return `${time} on the clock of the prospect (${timeZone.replaceAll('_', ' ')})`
}
