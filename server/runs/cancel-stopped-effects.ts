import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { outsideKinds } from '../effects/handlers'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { isFree } from '../jobs/lease'
import type { Plan, PlannedRun } from './plan'

/**
 * Cancels what earlier plans asked for and nobody has begun: of cancelled runs everything, of stopped sequences
 * their steps (?13, I20). What somebody is at just now is decided when its attempt ends.
 */
export async function cancelStoppedEffects(plans: Plan[]): Promise<void> {
  const cancelling = plans.flatMap((plan) => plan.runs.flatMap((run) => cancellations(plan, run)))
  if (cancelling.length === 0) return
  await collectionOf(Effects).bulkWrite(cancelling, { ordered: false, maxTimeMS: 10_000 })
}

function cancellations(plan: Plan, run: PlannedRun): AnyBulkWriteOperation<StoredEffect>[] {
  const waiting = {
    runId: run.runId,
    seq: { $lt: plan.seq },
    state: { $in: ['due' as const, 'held' as const] },
    kind: { $in: outsideKinds },
    ...isFree(),
  }
  if (run.state.isCancelled)
    return [cancelAll(waiting, { code: 'run-cancelled', message: 'The run was cancelled first' })]
  const stopped = run.steps.flatMap(({ outcome, nodeId }) => (outcome === 'stopped' ? [nodeId] : []))
  if (stopped.length === 0) return []
  return [
    cancelAll(
      { ...waiting, nodeId: { $in: stopped }, stepId: { $ne: null } },
      { code: 'sequence-stopped', message: 'Its sequence was stopped first' },
    ),
  ]
}

function cancelAll(
  filter: object,
  reason: NonNullable<StoredEffect['reason']>,
): AnyBulkWriteOperation<StoredEffect> {
  return { updateMany: { filter, update: { $set: { state: 'cancelled', reason } } } }
}
