import type { Random } from '../../chaos/random'
import type { Half } from './session'

/** Where the variation within a class comes from. */
export type Variation = { random: Random; half: Half }

/** One of the variants of this half; the other half has variants of its own. */
export function variant<Item>(
  { random, half }: Variation,
  tuning: readonly Item[],
  heldOut: readonly Item[],
): Item {
  return random.pick(half === 'tuning' ? tuning : heldOut)
}

/** True this often. */
export function chance({ random }: Variation, share: number): boolean {
  return random.next() < share
}

/** Milliseconds between two bounds, in whole ones. */
export function between({ random }: Variation, from: number, to: number): number {
  return random.between(Math.round(from), Math.round(to))
}

/** Times of people have a long tail: log-normal around a median, `sigma` 1 being a factor of e either way. */
export function around({ random }: Variation, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  return Math.round(median * Math.exp(sigma * normal))
}

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
