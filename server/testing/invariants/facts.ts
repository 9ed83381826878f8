import { collectionOf } from '@/server/db/collection-of'
import { Effects, type StoredEffect } from '@/server/effects/stored-effect'
import { PackedEvents } from '@/server/events/packed-events'
import { Events, type StoredEvent } from '@/server/events/stored-event'
import { groupBy } from '@/server/group-by'
import { type Merge, Merges } from '@/server/prospects/merge/merge'
import { type Prospect, Prospects } from '@/server/prospects/prospect'
import { type Plan, Plans } from '@/server/runs/plan'
import { type Run, Runs } from '@/server/runs/run'
import { type Version, Versions } from '@/server/workflows/version'

/** Everything that is stored about what happened, by id; plans of a prospect in their order. */
export type Facts = {
  events: Map<string, StoredEvent>
  plans: Plan[]
  plansByProspect: Map<string, Plan[]>
  runs: Map<string, Run>
  effects: Map<string, StoredEffect>
  prospects: Map<string, Prospect>
  versions: Map<string, Version>
  /** How many documents of events nobody has unpacked. */
  packed: number
  /** The first one first. */
  merges: Merge[]
}

/** An invariant that does not hold, by its number in the list of guarantees, and where. */
export type Violation = { invariant: string; message: string }

export type Expected = {
  /** Nothing is on its way any more: everything has to be done. */
  isAtRest: boolean
  /** What the score of a prospect was before any effect. */
  scoreAtStart: (prospectId: string) => number
  /** Nothing arrived late, so plans stand in the order of what happened. */
  isInOrder: boolean
}

/** Reads the whole database. */
export async function readFacts(): Promise<Facts> {
  const [events, plans, runs, effects, prospects, versions, packed, merges] = await Promise.all([
    collectionOf(Events).find().toArray(),
    collectionOf(Plans).find().sort({ prospectId: 1, seq: 1 }).toArray(),
    collectionOf(Runs).find().toArray(),
    collectionOf(Effects).find().toArray(),
    collectionOf(Prospects).find().toArray(),
    collectionOf(Versions).find().toArray(),
    collectionOf(PackedEvents).countDocuments(),
    collectionOf(Merges).find().sort({ _id: 1 }).toArray(),
  ])
  return {
    events: byId(events),
    plans,
    plansByProspect: groupBy(plans, ({ prospectId }) => prospectId),
    runs: byId(runs),
    effects: byId(effects),
    prospects: byId(prospects),
    versions: byId(versions),
    packed,
    merges,
  }
}

function byId<Row extends { _id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row._id, row]))
}
