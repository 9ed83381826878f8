import type { HeldLane } from '../jobs/hold-lane'
import type { PlanNumbers } from './plan-round'

/** What a planner keeps in mind while it has a lane. */
export type Planning = {
  held: HeldLane
  numbers: PlanNumbers
  /** Prospects whose events wait until the lane is claimed again. */
  deferred: Set<string>
  isStopping: () => boolean
}
