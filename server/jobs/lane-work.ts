import { collectionOf } from '../db/collection-of'
import { applyLane } from '../effects/apply-lane'
import { kindsInLane } from '../effects/kinds-in-lane'
import { dueEffects, Effects } from '../effects/stored-effect'
import { firstLeftLane } from './claim-lane'
import type { LaneKind } from './claim-lanes'
import type { HeldLane } from './hold-lane'
import type { JobName } from './job-name'

/** Planning goes in all lanes of a worker together, see `planner.ts`. */
export type PooledKind = Exclude<LaneKind, 'plan'>

/** A kind of work that is done lane by lane. */
export type LaneWork = {
  kind: PooledKind
  /** The tick that looks for it. */
  job: JobName
  /** Lanes of this kind that one worker works on at a time, when that is fewer than its concurrency. */
  most?: number
  /** The first lane from this one on in which there is something to do, or null. */
  nextLane: (from: number) => Promise<number | null>
  /** Works until the lane is empty. @returns how much was done */
  work: (held: HeldLane, isStopping: () => boolean) => Promise<number>
}

export const applying: LaneWork = {
  kind: 'apply',
  job: 'effects.apply',
  nextLane: (from) => nextLaneOfEffects('apply', from),
  work: applyLane,
}

/** Calls to programs of other people, which may take their time. */
export const calling: LaneWork = {
  kind: 'call',
  job: 'effects.apply',
  nextLane: (from) => nextLaneOfEffects('call', from),
  work: applyLane,
}

async function nextLaneOfEffects(kind: 'apply' | 'call', from: number): Promise<number | null> {
  const [effect, left] = await Promise.all([
    collectionOf(Effects).findOne(
      { ...dueEffects(), kind: kindsInLane(kind), lane: { $gte: from } },
      { sort: { lane: 1 }, projection: { lane: 1 }, maxTimeMS: 5_000 },
    ),
    firstLeftLane(kind, from),
  ])
  const lanes = [effect?.lane, left].filter((lane) => typeof lane === 'number')
  return lanes.length ? Math.min(...lanes) : null
}
