import { collectionOf } from '../db/collection-of'
import { laneOf } from '../events/lane-of'
import { Events } from '../events/stored-event'
import { wakeWorker } from '../jobs/wake-channel'
import { whereMerged } from '../prospects/merge/where-merged'
import type { PlannableEvent } from './plan-round'
import type { PlanningState } from './planning-state'

export type Followed = {
  /** To be planned for the prospect they name. */
  here: PlannableEvent[]
  /** Given to the prospect that theirs was merged into; they are in the inbox again, as theirs. */
  moved: PlannableEvent[]
  /** Of prospects that are being merged at this moment. */
  waiting: PlannableEvent[]
}

/**
 * Sends events after people who were merged (docs/decisions/merging-prospects.md): an event of somebody who has no
 * record of their own belongs to whoever they were merged into, and one about a run to whoever has the run.
 */
export async function followMerges(
  events: PlannableEvent[],
  { prospects, runs }: Pick<PlanningState, 'prospects' | 'runs'>,
): Promise<Followed> {
  const missing = events.flatMap(({ prospectId }) => (prospects.has(prospectId) ? [] : [prospectId]))
  const where = missing.length ? await whereMerged(missing) : new Map()
  const holderOf = new Map([...runs.values()].flat().map(({ _id, prospectId }) => [_id, prospectId]))
  const followed: Followed = { here: [], moved: [], waiting: [] }
  for (const event of events) {
    const { prospectId, payload } = event
    const prospect = prospects.get(prospectId)
    const found = where.get(prospectId)
    const holder = prospect && 'runId' in payload && payload.runId ? holderOf.get(payload.runId) : undefined
    const into = found?.into ?? holder ?? prospectId
    if (prospect?.merging || found?.into === null) followed.waiting.push(event)
    else if (into === prospectId) followed.here.push(event)
    else followed.moved.push({ ...event, prospectId: into })
  }
  await moveEvents(followed.moved)
  return followed
}

/** Puts events into the lane of another prospect, in their place in the order. */
async function moveEvents(events: PlannableEvent[]): Promise<void> {
  if (events.length === 0) return
  await collectionOf(Events).bulkWrite(
    events.map(({ _id, prospectId }) => ({
      updateOne: {
        filter: { _id, state: 'new' },
        update: { $set: { prospectId, lane: laneOf(prospectId) } },
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
  wakeWorker('events.plan')
}
