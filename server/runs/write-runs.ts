import { statusOf, wakeAt } from '@/workflows/run-state'
import { collectionOf } from '../db/collection-of'
import { ignoreDuplicates } from '../db/insert-new'
import type { Plan } from './plan'
import { Runs } from './run'

/** Writes where the runs of these plans stand now. A run that a later plan has changed already stays as it is. */
export async function writeRuns(plans: Plan[]): Promise<void> {
  const changes = plans.flatMap((plan) => plan.runs.map((run) => ({ plan, run })))
  if (changes.length === 0) return
  const writing = collectionOf(Runs).bulkWrite(
    changes.map(({ plan, run }) => ({
      updateOne: {
        // When it is there and newer, the upsert runs into its id: a duplicate, to be ignored.
        filter: { _id: run.runId, planSeq: { $lt: plan.seq } },
        update: {
          $set: {
            status: statusOf(run.state),
            state: run.state,
            planSeq: plan.seq,
            updatedAt: plan.plannedAt,
            wakeAt: wakeAt(run.state),
          },
          $setOnInsert: {
            prospectId: plan.prospectId,
            workflowId: run.workflowId,
            versionId: run.versionId,
            versionNumber: run.versionNumber,
            startedBy: plan._id,
            startedAt: plan.plannedAt,
          },
        },
        upsert: true,
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
  await ignoreDuplicates(writing)
}
