'use client'

import { useEffect, useState } from 'react'

/** “3 minutes ago”, kept fresh; the full date and time stand in the title. */
export function TimeAgo({ at, className }: { at: Date; className?: string }) {
  const now = useNow()
  return (
    <time
      dateTime={at.toISOString()}
      title={formatDateTime(at)}
      className={className}
      suppressHydrationWarning
    >
      {relativeTime(at, now)}
    </time>
  )
}

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

/** A moment seen from `now`, in the largest unit that fits; under 45 seconds it is “just now” or “in a moment”. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  if (Math.abs(seconds) < 45) return seconds > 0 ? 'in a moment' : 'just now'
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? (['minute', 60] as const)
  return relative.format(wholeUnits(seconds / size), unit)
}

/** Passed time counts whole units, as ages do; coming time is rounded, so that three days less a minute are three days. */
function wholeUnits(units: number): number {
  return units < 0 ? Math.min(Math.trunc(units), -1) : Math.max(Math.round(units), 1)
}

/** A moment in full, in the reader's own time zone. */
export function formatDateTime(at: Date): string {
  return at.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })
}

function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
