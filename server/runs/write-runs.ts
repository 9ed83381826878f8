import { statusOf, wakeAt } from '@/workflows/run-state'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import type { Plan, PlannedRun } from './plan'
import { type Run, Runs } from './run'

type Change = { plan: Plan; run: PlannedRun }

/**
 * Writes where the runs of these plans stand now. A run that a later plan has changed already stays as it is, and so
 * does one that was moved to another prospect by a merge: that one's plans have numbers of their own.
 */
export async function writeRuns(plans: Plan[]): Promise<void> {
  const changes = plans.flatMap((plan) => plan.runs.map((run) => ({ plan, run })))
  const started = changes.filter(({ run }) => run.isNew)
  const known = new Set((await insertNew(collectionOf(Runs), started.map(newRun))).map(({ _id }) => _id))
  const moved = changes.filter(({ run }) => !run.isNew || known.has(run.runId))
  if (moved.length === 0) return
  await collectionOf(Runs).bulkWrite(
    moved.map(({ plan, run }) => ({
      updateOne: {
        filter: { _id: run.runId, prospectId: plan.prospectId, planSeq: { $lt: plan.seq } },
        update: { $set: standing({ plan, run }) },
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
}

function newRun(change: Change): Run {
  const { plan, run } = change
  return {
    _id: run.runId,
    prospectId: plan.prospectId,
    workflowId: run.workflowId,
    versionId: run.versionId,
    versionNumber: run.versionNumber,
    startedBy: plan._id,
    startedAt: plan.plannedAt,
    ...standing(change),
  }
}

function standing({ plan, run }: Change) {
  return {
    status: statusOf(run.state),
    state: run.state,
    planSeq: plan.seq,
    updatedAt: plan.plannedAt,
    wakeAt: wakeAt(run.state),
  }
}
