import { Temporal } from 'temporal-polyfill'
import { describeDuration } from './describe-duration'
import { isNoTime } from './duration-schema'
import { describeWindow } from './time-window'
import type { Wait } from './wait-until'

const dateFormat = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeZone: 'UTC' })

/** “Waits 3 days, then until Mon–Fri 09:00–17:00”. Bears half-filled waits. */
export function describeWait({ for: waitFor, window }: Partial<Wait>): string {
  const hours = window && describeWindow(window)
  if (typeof waitFor === 'string') {
    if (!waitFor || (isNoTime(waitFor) && !hours)) return 'Enter how long to wait'
    if (isNoTime(waitFor)) return `Waits until ${hours}`
    return `Waits ${describeDuration(waitFor)}${hours ? `, then until ${hours}` : ''}`
  }
  if (!waitFor?.until) return waitFor ? 'Enter a date' : 'Enter how long to wait'
  return `Waits until ${describeLocalTime(waitFor.until)}${hours ? `, then until ${hours}` : ''}`
}

/** “Dec 24, 2026, 09:00”; the text itself when it is no local time. */
function describeLocalTime(local: string): string {
  try {
    const time = Temporal.PlainDateTime.from(local)
    const date = dateFormat.format(new Date(time.toZonedDateTime('UTC').epochMilliseconds))
    return `${date}, ${time.toPlainTime().toString({ smallestUnit: 'minute' })}`
  } catch {
    return local
  }
}
