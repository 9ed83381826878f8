import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { inboxEvent, insertEvents } from '../events/record-event'
import { now } from '../jobs/clock'
import { type Run, Runs } from './run'

const BATCH = 500

/** Those of which a wait is over. */
export const dueRuns = (at = now()) => ({ wakeAt: { $lte: at } })

/**
 * Turns waits that are over into `timer.elapsed` events. Their ids are derived from the wait, so each happens once
 * however often and by however many workers this is done. @returns how many runs were woken
 */
export async function wakeRuns(): Promise<number> {
  const runs = collectionOf(Runs)
  let woken = 0
  for (;;) {
    const at = now()
    const due = await runs.find(dueRuns(at), { maxTimeMS: 10_000 }).sort({ wakeAt: 1 }).limit(BATCH).toArray()
    if (due.length === 0) return woken
    await insertEvents(due.flatMap((run) => elapsedEvents(run, at)))
    // The inbox has them now. A plan made meanwhile has set the next time itself.
    await runs.bulkWrite(
      due.map((run) => ({
        updateOne: {
          filter: { _id: run._id, planSeq: run.planSeq, wakeAt: run.wakeAt },
          update: { $set: { wakeAt: nextAfter(run, at) } },
        },
      })),
      { ordered: false, maxTimeMS: 10_000 },
    )
    woken += due.length
  }
}

function elapsedEvents({ _id: runId, prospectId, state }: Run, at: Date) {
  return state.timers
    .filter(({ endsAt }) => endsAt <= at)
    .map(({ nodeId, stepId, entry, endsAt }) =>
      inboxEvent(
        { kind: 'timer.elapsed', runId, nodeId, stepId, entry },
        { prospectId, id: derivedId(runId, nodeId, stepId, entry), at: endsAt },
      ),
    )
}

function nextAfter({ state }: Run, at: Date): Date | null {
  const later = state.timers.map(({ endsAt }) => endsAt.getTime()).filter((time) => time > at.getTime())
  return later.length ? new Date(Math.min(...later)) : null
}
