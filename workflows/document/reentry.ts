import { z } from 'zod'

/** Most days a prospect can be kept out of a workflow after entering it. */
export const reentryDaysMax = 3650

/**
 * How often one prospect may start a workflow: at every event that starts it, once ever, or again when `days` times
 * 24 hours have passed since the last start. It says nothing about goals that a run already waits for.
 */
export const reentrySchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('always') }),
  z.object({ mode: z.literal('once') }),
  z.object({ mode: z.literal('every'), days: z.number().int().min(1).max(reentryDaysMax) }),
])
export type Reentry = z.infer<typeof reentrySchema>

const dayMs = 24 * 60 * 60 * 1000

/**
 * True when a prospect may start a workflow (again): every time (IF-7, the default), once, or when the last start is
 * so many days ago. @param last when the prospect last started it; null when never
 */
export function mayEnter(reentry: Reentry, last: Date | null, now: Date): boolean {
  if (last === null || reentry.mode === 'always') return true
  return reentry.mode === 'every' && now.getTime() - last.getTime() >= reentry.days * dayMs
}

/** “Once”, for headers and lists. */
export function describeReentry(reentry: Reentry): string {
  if (reentry.mode === 'every')
    return reentry.days === 1 ? 'Once a day at most' : `Every ${reentry.days} days at most`
  return reentry.mode === 'once' ? 'Once' : 'Every time'
}
