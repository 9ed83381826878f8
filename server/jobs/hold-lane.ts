import { log } from '../log'
import { type LaneLease, releaseLane, renewLane } from './claim-lane'
import { LEASE_MS } from './lease'

/** A lane while it is being worked on. */
export type HeldLane = {
  /** The lease as it was last renewed. */
  readonly lease: LaneLease
  /** False once somebody else has the lane; then stop, though going on would break nothing. */
  readonly isHeld: boolean
}

/** Works under a lease, renews it meanwhile, and gives it back at the end, whatever happens. */
export async function holdLane<Result>(
  claimed: LaneLease,
  work: (held: HeldLane) => Promise<Result>,
): Promise<Result> {
  const held = { lease: claimed, isHeld: true }
  const renewing = setInterval(() => {
    renewLane(held.lease)
      .then((until) => {
        if (until) held.lease = { ...held.lease, until }
        else held.isHeld = false
      })
      .catch((error) => log.warn({ lane: claimed.id, cause: error?.name }, 'could not renew a lane'))
  }, LEASE_MS / 3)
  try {
    return await work(held)
  } finally {
    clearInterval(renewing)
    await releaseLane(held.lease)
  }
}
