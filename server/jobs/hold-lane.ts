import { log } from '../log'
import type { LaneLease } from './claim-lane'
import { type LanesLease, releaseLanes, renewLanes } from './claim-lanes'
import { LEASE_MS } from './lease'

/** A lane, or several, while being worked on. */
export type HeldLane<Lease extends LanesLease = LaneLease> = {
  /** The lease as it was last renewed. */
  readonly lease: Lease
  /** False once somebody else has it, or one of them; then stop, though going on would break nothing. */
  readonly isHeld: boolean
}

/** Works under a lease, renews it meanwhile, and gives it back at the end, whatever happens. */
export async function holdLane<Lease extends LanesLease, Result>(
  claimed: Lease,
  work: (held: HeldLane<Lease>) => Promise<Result>,
): Promise<Result> {
  const held = { lease: claimed, isHeld: true }
  const renewing = setInterval(() => {
    renewLanes(held.lease)
      .then((until) => {
        if (until) held.lease = { ...held.lease, until }
        else held.isHeld = false
      })
      .catch((error) => log.warn({ lanes: nameOf(claimed), cause: error?.name }, 'could not renew a lease'))
  }, LEASE_MS / 3)
  try {
    return await work(held)
  } finally {
    clearInterval(renewing)
    await releaseLanes(held.lease)
  }
}

/** How a lease is called in the log: `plan:0,4,7`. */
export function nameOf({ kind, lanes }: LanesLease): string {
  return `${kind}:${lanes}`
}
