import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** An ISO 8601 duration longer than nothing, like `P3D` or `PT2H`. */
export const durationSchema = z.string().refine((text) => signOf(text) === 1, {
  message: 'Enter how long to wait, for example 3 days (P3D) or 2 hours (PT2H)',
})

/** True for a duration of no time at all, like `PT0S`. */
export function isNoTime(text: string): boolean {
  return signOf(text) === 0
}

function signOf(text: string): number | null {
  try {
    return Temporal.Duration.from(text).sign
  } catch {
    return null
  }
}
