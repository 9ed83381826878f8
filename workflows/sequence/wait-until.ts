import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { isNoTime } from './duration-schema'
import { instantOf, knownTimezone } from './local-time'
import { nextInWindow } from './next-in-window'
import type { TimeWindow } from './time-window'

const howLong = 'Enter how long to wait, for example 3 days (P3D) or 2 hours (PT2H)'

/**
 * What a wait waits for: an ISO 8601 duration, in which a day is a calendar day of the prospect, or a local time of
 * the prospect like `2026-12-24T09:00`. `PT0S` waits for nothing but the window beside it.
 */
export const waitForSchema = z.union(
  [
    z.string().refine(isDuration, howLong),
    z.object({ until: z.string().refine(isLocalTime, 'Enter a date and a time of day') }),
  ],
  { error: howLong },
)
export type WaitFor = z.infer<typeof waitForSchema>

export type Wait = { for: WaitFor; window?: TimeWindow | undefined }

/**
 * The instant a wait that begins at `now` is over, never before `now`. Counted on the clock of the prospect;
 * `timezone` null or unknown counts in UTC. A date in the past is over at once. A time that clocks skip becomes the
 * next one that exists; of a time that they show twice the earlier counts. A duration that ends at a skipped time
 * ends as much later as clocks skip, as calendars do.
 */
export function waitEndsAt(wait: Wait, now: Date, timezone: string | null): Date {
  const zone = knownTimezone(timezone)
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  const over = endOf(wait.for, start, zone)
  const earliest = Temporal.Instant.compare(over, start) < 0 ? start : over
  const end = wait.window ? nextInWindow(earliest, wait.window, zone) : earliest
  return new Date(end.epochMilliseconds)
}

/** True when time passes in this wait whenever a run comes to it; a date may have passed, a window may be open. */
export function takesTime({ for: waitFor }: Partial<Wait>): boolean {
  return typeof waitFor === 'string' && isDuration(waitFor) && !isNoTime(waitFor)
}

function endOf(waitFor: WaitFor, start: Temporal.Instant, zone: string): Temporal.Instant {
  if (typeof waitFor !== 'string') return instantOf(Temporal.PlainDateTime.from(waitFor.until), zone)
  return start.toZonedDateTimeISO(zone).add(Temporal.Duration.from(waitFor)).toInstant()
}

function isDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign >= 0
  } catch {
    return false
  }
}

function isLocalTime(text: string): boolean {
  try {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) && Boolean(Temporal.PlainDateTime.from(text))
  } catch {
    return false
  }
}
