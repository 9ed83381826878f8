import type { StoredEffect } from '../effects/stored-effect'
import { laneOf } from '../events/lane-of'
import type { Plan } from './plan'

/** The effects that a plan asks for, in order, as they stand before anybody has done anything about them. */
export function effectsOfPlan(plan: Plan): StoredEffect[] {
  const planned = plan.runs.flatMap((run) => run.effects.map((effect) => ({ run, effect })))
  return planned.map(({ run, effect }, index) => ({
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
    index,
    lane: laneOf(plan.prospectId),
    state: 'due',
    dueAt: plan.plannedAt,
    attempts: 0,
    lease: null,
    reason: null,
    before: null,
    createdAt: plan.plannedAt,
    doneAt: null,
  }))
}
