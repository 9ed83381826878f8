import { type ClaimedEffect, firstLease } from '../effects/claim-effects'
import { isDatabaseOnly } from '../effects/handlers'
import type { StoredEffect } from '../effects/stored-effect'
import { laneOf } from '../events/lane-of'
import type { LaneLease } from '../jobs/claim-lane'
import type { Plan } from './plan'

/**
 * The effects that a plan asks for, in order. Those that only concern our database are claimed by whoever inserts
 * them, under the lease of the lane; the others wait for whoever applies.
 */
export function effectsOfPlan(plan: Plan, lane: LaneLease): StoredEffect[] {
  const claimed = firstLease(lane.owner, lane.until)
  let index = 0
  return plan.runs.flatMap((run) =>
    run.effects.map((effect) => ({
      _id: effect.id,
      planId: plan._id,
      runId: run.runId,
      workflowId: run.workflowId,
      versionId: run.versionId,
      prospectId: plan.prospectId,
      nodeId: effect.nodeId,
      stepId: effect.stepId,
      kind: effect.kind,
      payload: effect.payload,
      seq: plan.seq,
      index: index++,
      lane: laneOf(plan.prospectId),
      state: 'due' as const,
      dueAt: plan.plannedAt,
      attempts: isDatabaseOnly(effect.kind) ? 1 : 0,
      lease: isDatabaseOnly(effect.kind) ? claimed : null,
      reason: null,
      before: null,
      createdAt: plan.plannedAt,
      doneAt: null,
    })),
  )
}

/** True for what its inserter holds. */
export function isClaimed(effect: StoredEffect): effect is ClaimedEffect {
  return effect.lease !== null
}
