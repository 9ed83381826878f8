import { z } from 'zod'
import { joinNames } from '../name-list'

const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time of day, for example 09:00')

/**
 * The hours of a week in which something may go on, on the clock of the prospect. `to` itself is outside. `to` at or
 * before `from` means over midnight, so 22:00 to 06:00 ends on the next day and 00:00 to 00:00 is the whole day; the
 * weekday is the one on which the window opens.
 */
export const timeWindowSchema = z.object({
  /** 1 is Monday, 7 is Sunday; none or absent means every day. */
  weekdays: z.array(z.number().int().min(1).max(7)).optional(),
  from: timeSchema,
  to: timeSchema,
})
export type TimeWindow = z.infer<typeof timeWindowSchema>

/** Short names of the days of the week, Monday first. */
export const weekdayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const

/** “Mon–Fri 09:00–17:00”, “Tue and Thu 22:00–06:00”, “08:00–20:00”. */
export function describeWindow({ weekdays = [], from, to }: TimeWindow): string {
  const hours = from === to && from === '00:00' ? '' : `${from}–${to}`
  return [describeWeekdays(weekdays), hours].filter(Boolean).join(' ') || 'any time'
}

/** Three and more days in a row are written as a range. */
function describeWeekdays(weekdays: number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b)
  if (!days.length || days.length === 7) return ''
  const ranges: number[][] = []
  for (const day of days) {
    const range = ranges.at(-1)
    if (range?.at(-1) === day - 1) range.push(day)
    else ranges.push([day])
  }
  const name = (day: number | undefined) => weekdayNames[(day ?? 1) - 1] ?? ''
  return joinNames(
    ranges.flatMap((range) =>
      range.length > 2 ? [`${name(range[0])}–${name(range.at(-1))}`] : range.map((day) => name(day)),
    ),
  )
}
