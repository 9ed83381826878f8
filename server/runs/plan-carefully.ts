import { collectionOf } from '../db/collection-of'
import { isDatabaseAway } from '../db/is-database-away'
import { markPlanned } from '../events/mark-planned'
import { Events, type StoredEvent } from '../events/stored-event'
import { wakeWorker } from '../jobs/wake-channel'
import { log } from '../log'
import { type PlannableEvent, planRound } from './plan-round'
import type { Planning } from './planning'

/** An event that fails five times is quarantined. One that is only in work when its worker ends has three times as long. */
const MOST_WEIGHT = 15
const FAILURE_WEIGHT = 3
const SUSPICIOUS_WEIGHT = 2

/** True for an event that was among those in work when something went wrong, more than once. */
export function isSuspect({ attempts = 0 }: StoredEvent): boolean {
  return attempts >= SUSPICIOUS_WEIGHT
}

/** Counts before trying, so that an event which ends its worker is counted too; mostly, though, a worker ends for other reasons. */
export async function countAttempts(events: StoredEvent[], weight = 1): Promise<void> {
  if (events.length === 0) return
  await collectionOf(Events).updateMany(
    { _id: { $in: events.map(({ _id }) => _id) }, state: 'new' },
    { $inc: { attempts: weight } },
    { maxTimeMS: 10_000 },
  )
}

/**
 * Plans events one by one. One that fails holds up its own prospect only, and after five failures it is
 * quarantined, so that not even that (I21). @returns how many were taken out of the inbox
 */
export async function planCarefully(events: PlannableEvent[], planning: Planning): Promise<number> {
  const { held, deferred, isStopping } = planning
  let done = 0
  for (const event of events) {
    if (!held.isHeld || isStopping()) break
    if (deferred.has(event.prospectId)) continue
    if ((event.attempts ?? 0) >= MOST_WEIGHT) {
      log.error({ eventId: event._id, kind: event.kind }, 'event quarantined')
      await markPlanned([{ event, outcome: 'quarantined', hasPlan: false }])
      done += 1
      continue
    }
    await countAttempts([event])
    const result = await planOne(event, planning)
    if (result === 'failed') await countAttempts([event], FAILURE_WEIGHT - 1)
    else done += 1
    // Later events of the same prospect have to wait for it, or for what it led to.
    if (result !== 'planned') deferred.add(event.prospectId)
  }
  return done
}

async function planOne(
  event: PlannableEvent,
  { held, numbers }: Planning,
): Promise<'planned' | 'planned-with-follow-ups' | 'failed'> {
  try {
    const round = await planRound([event], held.lease, numbers)
    if (round.hasOutsideEffects) wakeWorker('effects.apply')
    if (!round.planned.has(event._id)) return 'failed'
    return round.followUps.length ? 'planned-with-follow-ups' : 'planned'
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    numbers.delete(event.prospectId)
    log.error({ eventId: event._id, kind: event.kind, cause: String(error) }, 'an event could not be planned')
    return 'failed'
  }
}
