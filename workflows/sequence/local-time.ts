import { Temporal } from 'temporal-polyfill'

/** The time zone to count in: the prospect's, or UTC when it is missing or unknown. */
export function knownTimezone(timezone: string | null): string {
  if (!timezone) return 'UTC'
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timezone).timeZoneId
  } catch {
    return 'UTC' // a prospect's time zone is free text from imports; a wrong one must not stop the run
  }
}

/**
 * The instant at which clocks in a time zone show a local time. A time that clocks skip becomes the next one that
 * exists; of a time that they show twice, the earlier counts.
 */
export function instantOf(local: Temporal.PlainDateTime, timezone: string): Temporal.Instant {
  const before = local.toZonedDateTime(timezone, { disambiguation: 'earlier' })
  const isShown = before.toPlainDateTime().equals(local)
  return (isShown ? null : before.getTimeZoneTransition('next'))?.toInstant() ?? before.toInstant()
}
