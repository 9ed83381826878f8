import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

const durationSchema = z.string().refine(isPositiveDuration, {
  message: 'Enter how long to wait, for example 3 days (P3D) or 2 hours (PT2H)',
})

/** How long a wait lasts: an ISO 8601 duration, counted in the prospect's time zone so that a day is a calendar day. */
export const waitUntilSchema = durationSchema

/** The instant a wait that begins at `now` is over. `timezone` null or unknown counts in UTC. */
export function waitEndsAt(duration: string, now: Date, timezone: string | null): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(now.getTime())
  const end = start.toZonedDateTimeISO(knownTimezone(timezone)).add(Temporal.Duration.from(duration))
  return new Date(end.epochMilliseconds)
}

function knownTimezone(timezone: string | null): string {
  if (!timezone) return 'UTC'
  try {
    return Temporal.Now.zonedDateTimeISO(timezone).timeZoneId
  } catch {
    return 'UTC' // a prospect's time zone is free text from imports; a wrong one must not stop the run
  }
}

function isPositiveDuration(text: string): boolean {
  try {
    return Temporal.Duration.from(text).sign > 0
  } catch {
    return false
  }
}
