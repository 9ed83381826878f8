import { attributeVisitors } from '../events/attribute-visitors'
import { laneCount } from '../events/lane-of'
import { releaseDueHolds } from '../holds/release-due-holds'
import { claimLane } from '../jobs/claim-lane'
import { claimLanes } from '../jobs/claim-lanes'
import { holdLane } from '../jobs/hold-lane'
import { applying, calling, type LaneWork } from '../jobs/lane-work'
import { newOwner } from '../jobs/owner'
import { hasNewEvents, planLane } from '../runs/plan-lane'
import { wakeRuns } from '../runs/wake-runs'

/**
 * Does what a worker does, without its clockwork: plans, applies and wakes until nothing more happens.
 * Lanes that somebody else holds are left to them.
 */
export async function workUntilIdle(owner = newOwner()): Promise<void> {
  for (;;) {
    const done =
      (await plan(owner)) +
      (await workOn(applying, owner)) +
      (await workOn(calling, owner)) +
      (await wakeRuns()) +
      (await releaseDueHolds()) +
      (await attributeVisitors())
    if (done === 0) return
  }
}

/** Plans what happened, and leaves to others what that asks of the world outside. */
export async function planUntilIdle(owner = newOwner()): Promise<void> {
  while ((await plan(owner)) > 0);
}

async function plan(owner: string): Promise<number> {
  if (!(await hasNewEvents())) return 0
  const lanes = Array.from({ length: laneCount }, (_, lane) => lane)
  const lease = await claimLanes({ kind: 'plan', lanes, owner })
  return lease ? holdLane(lease, (held) => planLane(held, { isStopping: () => false })) : 0
}

async function workOn(work: LaneWork, owner: string): Promise<number> {
  let done = 0
  for (let lane = await work.nextLane(0); lane !== null; lane = await work.nextLane(lane + 1)) {
    const lease = await claimLane({ kind: work.kind, lane, owner })
    if (lease) done += await holdLane(lease, (held) => work.work(held, () => false))
  }
  return done
}
