import type { Filter } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { inboxEvent, insertEvents } from '../events/record-event'
import { Events, type StoredEvent } from '../events/stored-event'
import { now } from '../jobs/clock'

/**
 * Decides that held events do nothing. They stay in the timeline. A wait that is discarded leaves its run nowhere to
 * go, so that run is cancelled. @returns how many were discarded
 */
export function discardHeld(ids: string[], by: string): Promise<number> {
  return discard({ _id: { $in: ids } }, by)
}

/** Discards everything that was held while a workflow was paused. */
export function discardPaused(workflowId: string, by: string): Promise<number> {
  return discard({ 'hold.workflowId': workflowId }, by)
}

async function discard(which: Filter<StoredEvent>, by: string): Promise<number> {
  const events = collectionOf(Events)
  const waits = await events
    .find({ ...which, state: 'held', kind: 'timer.elapsed' }, { maxTimeMS: 10_000 })
    .toArray()
  // Cancelled first: doing it again is harmless, and no wait is lost between the two.
  await insertEvents(waits.flatMap((wait) => cancellation(wait, by)))
  const { modifiedCount } = await events.updateMany(
    { ...which, state: 'held' },
    { $set: { state: 'planned', outcome: 'discarded', 'hold.decided': { by, at: now() } } },
    { maxTimeMS: 10_000 },
  )
  return modifiedCount
}

function cancellation({ payload, prospectId }: StoredEvent, by: string): StoredEvent[] {
  if (payload.kind !== 'timer.elapsed') return []
  const id = derivedId(payload.runId, 'run.cancelled')
  return [inboxEvent({ kind: 'run.cancelled', runId: payload.runId, by }, { prospectId, id })]
}
