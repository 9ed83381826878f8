import { now } from '../jobs/clock'

/** How long a webhook is tried for. */
export const TRIED_FOR_MS = 3 * 24 * 3_600_000

const FIRST_DELAY_MS = 5_000
const LONGEST_DELAY_MS = 6 * 3_600_000
const SHORTEST_DELAY_MS = 1_000

/**
 * When to try again: full-jitter exponential backoff, so that those who failed together do not come back together.
 * A `Retry-After` is waited for at least. Never later than `until`; null when that has come.
 *
 * @param tries attempts so far, from 1
 * @param retryAfter the header's value: seconds, or a date
 */
export function retryAt(
  { tries, until, retryAfter }: { tries: number; until: Date; retryAfter: string | null },
  random = Math.random(),
): Date | null {
  const at = now().getTime()
  if (at >= until.getTime()) return null
  const most = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (tries - 1))
  const delay = Math.max(SHORTEST_DELAY_MS, random * most, askedForMs(retryAfter, at))
  return new Date(Math.min(at + delay, until.getTime()))
}

function askedForMs(retryAfter: string | null, at: number): number {
  if (retryAfter === null) return 0
  if (/^\d{1,9}$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000
  const date = Date.parse(retryAfter)
  return Number.isNaN(date) ? 0 : date - at
}
