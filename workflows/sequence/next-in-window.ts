import { Temporal } from 'temporal-polyfill'
import { instantOf } from './local-time'
import type { TimeWindow } from './time-window'

/** A week, a day for a window over midnight, and a day that a time zone may leave out (Apia, 2011-12-30). */
const daysAhead = 9

/**
 * The first instant, at or after `at`, when clocks in the time zone show a time inside of the window. A window that
 * clocks skip as a whole (02:15–02:45 on the day they go from 02:00 to 03:00) opens at the moment they skip it. A day
 * that a time zone leaves out has no window.
 */
export function nextInWindow(at: Temporal.Instant, window: TimeWindow, timezone: string): Temporal.Instant {
  const clock = readWindow(window, timezone)
  if (clock.isInside(at)) return at
  const today = at.toZonedDateTimeISO(timezone).toPlainDate()
  let next: Temporal.Instant | null = null
  for (let day = -1; day <= daysAhead; day += 1) {
    for (const opening of clock.openingsOn(today.add({ days: day }))) {
      const isSooner = next === null || Temporal.Instant.compare(opening, next) < 0
      if (isSooner && Temporal.Instant.compare(opening, at) >= 0) next = opening
    }
    if (next && day > 0) return next
  }
  return next ?? at
}

function readWindow(window: TimeWindow, timezone: string) {
  const from = Temporal.PlainTime.from(window.from)
  const to = Temporal.PlainTime.from(window.to)
  const isOverMidnight = Temporal.PlainTime.compare(to, from) <= 0
  const weekdays = new Set(window.weekdays?.length ? window.weekdays : [1, 2, 3, 4, 5, 6, 7])

  function isInside(at: Temporal.Instant): boolean {
    const local = at.toZonedDateTimeISO(timezone)
    const hasOpened = Temporal.PlainTime.compare(local.toPlainTime(), from) >= 0
    const isBeforeEnd = Temporal.PlainTime.compare(local.toPlainTime(), to) < 0
    if (!isOverMidnight) return hasOpened && isBeforeEnd && weekdays.has(local.dayOfWeek)
    const isOfYesterday = isBeforeEnd && weekdays.has(dayBefore(local.dayOfWeek))
    return isOfYesterday || (hasOpened && weekdays.has(local.dayOfWeek))
  }

  /** Where the window of a day begins, and where a change of clocks leads into it. */
  function openingsOn(day: Temporal.PlainDate): Temporal.Instant[] {
    if (!weekdays.has(day.dayOfWeek) && !(isOverMidnight && weekdays.has(dayBefore(day.dayOfWeek)))) return []
    const midnight = day.toZonedDateTime(timezone)
    if (!midnight.toPlainDate().equals(day)) return []
    const opening = instantOf(day.toPlainDateTime(from), timezone)
    const again = day.toPlainDateTime(from).toZonedDateTime(timezone, { disambiguation: 'later' })
    const openings = [opening, again.toInstant(), ...changesOn(midnight)].filter(isInside)
    return weekdays.has(day.dayOfWeek) && isSkipped(day, opening) ? [opening, ...openings] : openings
  }

  function isSkipped(day: Temporal.PlainDate, opening: Temporal.Instant): boolean {
    const shown = opening.toZonedDateTimeISO(timezone).toPlainDateTime()
    const end = (isOverMidnight ? day.add({ days: 1 }) : day).toPlainDateTime(to)
    return Temporal.PlainDateTime.compare(shown, end) >= 0
  }

  return { isInside, openingsOn }
}

const dayBefore = (weekday: number) => (weekday === 1 ? 7 : weekday - 1)

/** The moments of a day at which its clocks are changed; there is hardly ever more than one. */
function changesOn(midnight: Temporal.ZonedDateTime): Temporal.Instant[] {
  const end = midnight.add({ days: 1 }).startOfDay()
  if (midnight.offsetNanoseconds === end.offsetNanoseconds) return []
  const change = midnight.getTimeZoneTransition('next')
  return change ? [change.toInstant()] : []
}
