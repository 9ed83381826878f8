import type { Filter } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { isDatabaseAway } from '../db/is-database-away'
import { type JudgedEvent, judgeEvents } from '../events/judge-events'
import { laneOf } from '../events/lane-of'
import { identityOf, markPlanned } from '../events/mark-planned'
import { PackedEvents, packed, unpackEvents } from '../events/packed-events'
import { Events, inInbox, type StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import type { LanesLease } from '../jobs/claim-lanes'
import { hasRows } from '../jobs/has-rows'
import { type HeldLane, nameOf } from '../jobs/hold-lane'
import { TURN_MS } from '../jobs/lease'
import { wakeWorker } from '../jobs/wake-channel'
import { log } from '../log'
import { countAttempts, isSuspect, planCarefully } from './plan-carefully'
import { learnNumbers, type PlannableEvent, planRound } from './plan-round'
import type { Planning } from './planning'

const BATCH = 200

type Options = {
  isStopping: () => boolean
  /** Waits for more when nothing is new; false ends the turn. Default: ends it. */
  waitForMore?: () => Promise<boolean>
}

/**
 * Plans what is new in some lanes, each prospect's events in the order in which they happened (I7), until nothing is
 * new or the turn is over. @returns how many events were taken out of the inbox
 */
export async function planLane(
  held: HeldLane<LanesLease>,
  { isStopping, waitForMore = async () => false }: Options,
): Promise<number> {
  const planning: Planning = { held, numbers: new Map(), deferred: new Set(), isStopping }
  let doubtful = new Set(held.lease.left.map(({ lane }) => lane))
  const turnEnds = performance.now() + TURN_MS
  let total = 0
  while (held.isHeld && !isStopping() && performance.now() < turnEnds) {
    const packedFrom = await unpackEvents()
    const events = await newEvents(planning, packedFrom)
    if (events.length) total += await planBatch(events, planning, doubtful)
    doubtful = new Set()
    if (events.length < BATCH && !packedFrom && !(await waitForMore())) return total
  }
  return total
}

/** Whether anything waits to be planned, in any lane; of what happened before `before`, if that is given. */
export async function hasNewEvents(before?: Date): Promise<boolean> {
  const inTime = before && { at: { $lt: before } }
  const found = [hasRows(Events, { ...inInbox, ...inTime }), hasRows(PackedEvents, { ...packed, ...inTime })]
  return (await Promise.all(found)).includes(true)
}

/** @param before what happened later waits for events that are still packed */
async function newEvents({ held, deferred }: Planning, before: Date | null): Promise<StoredEvent[]> {
  const filter: Filter<StoredEvent> = { state: 'new', lane: { $in: held.lease.lanes } }
  if (before) filter.at = { $lt: before }
  if (deferred.size) filter.prospectId = { $nin: [...deferred] }
  return collectionOf(Events)
    .find(filter, { maxTimeMS: 10_000 })
    .sort({ at: 1, _id: 1 })
    .limit(BATCH)
    .toArray()
}

/**
 * @param doubtful lanes of which whoever worked on them before never came back, so one of their events may be the
 * reason: counted first, and taken one by one when it happens again
 */
async function planBatch(
  events: StoredEvent[],
  planning: Planning,
  doubtful: ReadonlySet<number>,
): Promise<number> {
  const [judged] = await Promise.all([judgeEvents(events), learnNumbers(events, planning.numbers)])
  const closed = judged.filter(({ outcome }) => outcome !== null)
  await markPlanned(closed.map((entry) => ({ ...entry, hasPlan: false })))
  const { here, elsewhere } = byLane(judged, planning.held.lease.lanes)
  await moveToTheirLanes(elsewhere)
  const done = closed.length + elsewhere.length
  const suspects = here.filter(({ prospectId }) => doubtful.has(laneOf(prospectId)))
  if (!suspects.some(isSuspect)) {
    await countAttempts(suspects)
    return done + (await planInRounds(here, planning))
  }
  const harmless = here.filter((event) => !suspects.includes(event))
  return done + (await planInRounds(harmless, planning)) + (await planCarefully(suspects, planning))
}

/** At most one event per prospect in a round, so that each sees what the one before it did. */
async function planInRounds(events: PlannableEvent[], planning: Planning): Promise<number> {
  const { held, deferred, isStopping, numbers } = planning
  const queues = groupBy(events, ({ prospectId }) => prospectId)
  let done = 0
  while (queues.size && held.isHeld && !isStopping()) {
    for (const prospectId of queues.keys()) if (deferred.has(prospectId)) queues.delete(prospectId)
    const heads = [...queues.values()].flatMap(([first]) => first ?? [])
    if (heads.length === 0) break
    try {
      const round = await planRound(heads, held.lease, numbers)
      advanceQueues(queues, round.planned, round.followUps)
      for (const prospectId of round.deferred) deferred.add(prospectId)
      if (round.hasOutsideEffects) wakeWorker('effects.apply')
      done += round.planned.size
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      log.warn(
        { lanes: nameOf(held.lease), cause: String(error) },
        'a round failed; its events go one by one',
      )
      numbers.clear()
      return done + (await planCarefully(heads, planning))
    }
  }
  return done
}

function advanceQueues(
  queues: Map<string, PlannableEvent[]>,
  planned: Set<string>,
  followUps: StoredEvent[],
): void {
  for (const [prospectId, queue] of queues) {
    const left = queue.filter(({ _id }) => !planned.has(_id))
    const first = followUps.flatMap((event) =>
      event.prospectId === prospectId ? { ...event, prospectId } : [],
    )
    if (left.length + first.length) queues.set(prospectId, [...first, ...left])
    else queues.delete(prospectId)
  }
}

/** A click whose prospect is only known now belongs to the lane of that prospect, in its place in the order. */
function byLane(judged: JudgedEvent[], lanes: number[]) {
  const own = new Set(lanes)
  const known = judged.flatMap(({ event, outcome }) => {
    const { prospectId } = event
    return outcome === null && prospectId !== null ? [{ ...event, prospectId }] : []
  })
  return {
    here: known.filter(({ prospectId }) => own.has(laneOf(prospectId))),
    elsewhere: known.filter(({ prospectId }) => !own.has(laneOf(prospectId))),
  }
}

async function moveToTheirLanes(events: PlannableEvent[]): Promise<void> {
  if (events.length === 0) return
  await collectionOf(Events).bulkWrite(
    events.map((event) => ({
      updateOne: {
        filter: { _id: event._id, state: 'new' },
        update: { $set: { ...identityOf(event), lane: laneOf(event.prospectId) } },
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
  wakeWorker('events.plan')
}
