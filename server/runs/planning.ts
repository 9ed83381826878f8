import type { LanesLease } from '../jobs/claim-lanes'
import type { HeldLane } from '../jobs/hold-lane'
import type { PlanNumbers } from './plan-round'

/** What a planner keeps in mind while it has lanes. */
export type Planning = {
  held: HeldLane<LanesLease>
  numbers: PlanNumbers
  /** Prospects whose events wait until the lanes are claimed again. */
  deferred: Set<string>
  isStopping: () => boolean
}
