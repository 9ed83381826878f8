import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { groupBy } from '../group-by'
import { eraseTraces } from '../prospects/erase-traces'
import { erasedAmong } from '../prospects/tombstone'
import type { IdentifiedEvent } from './judge-events'
import { laneOf } from './lane-of'
import { type EventOutcome, Events, type StoredEvent } from './stored-event'
import { keyOfKnown } from './unique-key'

export type Planned = {
  event: IdentifiedEvent
  outcome: EventOutcome | null
  /** There is a plan, so this is certain; without one, a planner that found something to do is right. */
  hasPlan: boolean
  /** Set when it is not planned now: why, and what it found. */
  held?: Pick<StoredEvent, 'hold' | 'replay'>
}

/** Takes events out of the inbox, with what was found out about them. Harmless to repeat. */
export async function markPlanned(planned: Planned[]): Promise<void> {
  if (planned.length === 0) return
  const alike = groupBy(planned.filter(isPlain), ({ event, outcome, hasPlan }) =>
    JSON.stringify([hasPlan, outcome, event.verdict, event.reasons, event.uniqueKey === null]),
  )
  const others = planned.filter((one) => !isPlain(one))
  await collectionOf(Events).bulkWrite([...[...alike.values()].flatMap(markAlike), ...others.map(markOne)], {
    ordered: false,
    maxTimeMS: 10_000,
  })
  // What came after the erasure, by an old token or from a journal, names nobody either (I6).
  for (const id of await erasedIn(planned)) await eraseTraces(id)
}

/** Whose it is stands there already, so that nothing is to be written which differs from one to the next. */
function isPlain({ event, held }: Planned): boolean {
  return event.prospectId !== null && !event.isFoundOut && !held
}

/** One update of many costs the database about half of as many updates. */
function markAlike(alike: Planned[]): AnyBulkWriteOperation<StoredEvent>[] {
  const ids = alike.map(({ event }) => event._id)
  return alike.slice(0, 1).map(({ event: { verdict, reasons, uniqueKey }, outcome, hasPlan }) => ({
    updateMany: {
      filter: { _id: { $in: ids }, ...(hasPlan ? {} : { state: 'new' }) },
      update: [
        {
          $set: {
            state: 'planned',
            outcome,
            verdict,
            reasons: { $literal: reasons },
            uniqueKey: uniqueKey && keyOfKnown,
          },
        },
      ],
    },
  }))
}

function markOne({ event, outcome, hasPlan, held }: Planned): AnyBulkWriteOperation<StoredEvent> {
  return {
    updateOne: {
      filter: hasPlan ? { _id: event._id } : { _id: event._id, state: 'new' },
      update: {
        $set: {
          state: held ? 'held' : 'planned',
          outcome,
          ...held,
          ...identityOf(event),
          lane: laneOf(event.prospectId ?? event._id),
          verdict: event.verdict,
          reasons: event.reasons,
          uniqueKey: event.uniqueKey,
        },
      },
    },
  }
}

/** What was found out about whose it is. Perhaps it becomes known later who an unknown visitor was; a program never is. */
export function identityOf({ prospectId, click, visit, verdict }: StoredEvent) {
  const visitorId = click?.visitorId ?? visit?.visitorId
  const isUnknown = prospectId === null && visitorId && verdict !== 'bot' && verdict !== 'prefetch'
  return {
    prospectId,
    ...(isUnknown && { unknownVisitor: visitorId }),
    ...(click?.token === 'passed-on' && {
      'click.token': click.token,
      'click.sharerId': click.sharerId,
    }),
  }
}

/** A scanner's click leads to nothing, so nobody has looked yet whether its prospect is still there. */
async function erasedIn(planned: Planned[]): Promise<Set<string>> {
  const gone = planned.flatMap(({ event, outcome }) => (outcome === 'erased' && event.prospectId) || [])
  const unseen = planned.flatMap(({ event, outcome }) => (outcome === 'not-human' && event.prospectId) || [])
  return new Set([...gone, ...(await erasedAmong(unseen))])
}
