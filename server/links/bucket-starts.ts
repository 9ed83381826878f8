import { Temporal } from 'temporal-polyfill'

export type BucketUnit = 'hour' | 'day' | 'week' | 'month'

type Span = {
  /** A moment in the first bucket. */
  from: Date
  /** A moment in the last one. */
  until: Date
  unit: BucketUnit
  /** Where days begin. */
  timeZone: string
}

/**
 * When each bucket of a span begins, and when the last one ends: in the calendar of a time zone, so a day has 23 or 25
 * hours when the clock is changed. Weeks begin on Monday.
 */
export function bucketStarts({ from, until, unit, timeZone }: Span): Date[] {
  const first = startOf(zoned(from, timeZone), unit)
  const starts: Date[] = []
  for (let count = 0; ; count++) {
    const start = nth(first, unit, count)
    starts.push(new Date(start.epochMilliseconds))
    if (start.epochMilliseconds > until.getTime()) return starts
  }
}

/** The moment so many units before the one that `at` is in begins. */
export function unitsBefore(
  at: Date,
  { unit, timeZone, count }: { unit: BucketUnit; timeZone: string; count: number },
): Date {
  return new Date(nth(startOf(zoned(at, timeZone), unit), unit, -count).epochMilliseconds)
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}

function startOf(at: Temporal.ZonedDateTime, unit: BucketUnit): Temporal.ZonedDateTime {
  if (unit === 'hour') return at.with({ minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
  if (unit === 'day') return at.startOfDay()
  if (unit === 'week') return at.subtract({ days: at.dayOfWeek - 1 }).startOfDay()
  return at.with({ day: 1 }).startOfDay()
}

/** Days and longer are counted on the calendar, hours on the clock. */
function nth(first: Temporal.ZonedDateTime, unit: BucketUnit, count: number): Temporal.ZonedDateTime {
  if (unit === 'hour') return first.add({ hours: count })
  return first.add({ [`${unit}s`]: count }).startOfDay()
}
