import { Temporal } from 'temporal-polyfill'
import { joinNames } from '../name-list'

const units = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

/** “3 days and 2 hours” for `P3DT2H`; the text itself when it is not a duration. */
export function describeDuration(iso: string): string {
  try {
    const duration = Temporal.Duration.from(iso)
    const parts = units
      .filter((unit) => duration[unit] !== 0)
      .map((unit) => `${duration[unit]} ${duration[unit] === 1 ? unit.slice(0, -1) : unit}`)
    return joinNames(parts) || 'no time'
  } catch {
    return iso
  }
}
