import { BulkOperations } from '../bulk-operations/bulk-operation'
import { sweepFiles } from '../bulk-operations/files/sweep-files'
import { dueOperations, operating } from '../bulk-operations/operating'
import { dueEffects, Effects } from '../effects/stored-effect'
import { sweepFx } from '../effects/sweep-fx'
import { attributeVisitors, dueLookBacks } from '../events/attribute-visitors'
import { LookBacks } from '../events/look-back'
import { Events } from '../events/stored-event'
import { dueHolds, releaseDueHolds } from '../holds/release-due-holds'
import { fillLists, hasListsToFill } from '../lists/fill-lists'
import { finishErasures } from '../prospects/erase-prospect'
import { Merges, toBeFinished } from '../prospects/merge/merge'
import { finishMerges } from '../prospects/merge/merge-prospects'
import { Prospects } from '../prospects/prospect'
import { renewSearches, staleSearches } from '../prospects/renew-search'
import { hasNewEvents } from '../runs/plan-lane'
import { Runs } from '../runs/run'
import { dueRuns, wakeRuns } from '../runs/wake-runs'
import { sweepSpamWindows } from '../spam/sweep-spam-windows'
import { leftLanes } from './claim-lane'
import { hasRows } from './has-rows'
import type { JobName } from './job-name'
import { Lanes } from './lane'
import type { LanePool } from './lane-pool'
import { applying, calling } from './lane-work'
import { isFree } from './lease'
import type { Planner } from './planner'
import { sweepStarts } from './start-latency'

export type Job = {
  /** What it does, for the people who watch it. */
  title: string
  /** Idempotent, and short: a tick hands work out, or does one pass. */
  run: (lanes: LanePool, planner: Planner) => unknown
} & (
  | {
      /** How often, as Agenda reads it. */
      every: string
    }
  | {
      /** Whether there is something to do; each worker asks again and again, so it has to cost next to nothing. */
      hasWork: () => Promise<boolean>
    }
)

/** Everything Agenda runs, on every worker. Agenda is the clock; what was done is told by the ledger alone. */
export const catalogue: Record<JobName, Job> = {
  'events.plan': {
    title: 'Plans what happened to prospects',
    hasWork: hasNewEvents,
    run: (_, planner) => planner.nudge(),
  },
  'effects.apply': {
    title: 'Sends and applies what is due',
    hasWork: async () =>
      (await Promise.all([hasRows(Effects, { ...dueEffects(), ...inAnyLane }), hasLeftLane()])).includes(
        true,
      ),
    run: (lanes) => Promise.all([lanes.take(applying), lanes.take(calling)]),
  },
  'runs.wake': {
    title: 'Wakes runs whose wait is over',
    hasWork: () => hasRows(Runs, dueRuns()),
    run: wakeRuns,
  },
  'holds.release': {
    title: 'Ends holds whose time is over',
    hasWork: () => hasRows(Events, dueHolds()),
    run: () => releaseDueHolds(),
  },
  'search.renew': {
    title: 'Makes prospects findable by their new names',
    hasWork: () => hasRows(Prospects, staleSearches),
    run: renewSearches,
  },
  'visitors.attribute': {
    title: 'Gives earlier visits to those who became known',
    hasWork: () => hasRows(LookBacks, dueLookBacks()),
    run: () => attributeVisitors(),
  },
  'bulk.step': {
    title: 'Imports, exports and changes many prospects',
    hasWork: () => hasRows(BulkOperations, { ...dueOperations(), ...inAnyLane }),
    run: (lanes) => lanes.take(operating),
  },
  'bulk.sweep': {
    title: 'Deletes uploads and downloads whose time is over',
    every: '10 minutes',
    run: () => sweepFiles(),
  },
  'lists.fill': {
    title: 'Keeps lists by criteria as their criteria say',
    hasWork: hasListsToFill,
    run: fillLists,
  },
  'fx.sweep': {
    title: 'Forgets the guards of effects that were applied long ago',
    every: '30 seconds',
    run: sweepFx,
  },
  'spam.sweep': {
    title: 'Forgets spam windows that are long over',
    every: '1 hour',
    run: () => sweepSpamWindows(),
  },
  'starts.sweep': {
    title: 'Forgets how long clicks waited days ago',
    every: '1 hour',
    run: () => sweepStarts(),
  },
  'erasures.finish': {
    title: 'Erases again what was written while somebody was erased',
    every: '1 minute',
    run: () => finishErasures(),
  },
  'merges.finish': {
    title: 'Finishes merging prospects where that was interrupted',
    hasWork: () => hasRows(Merges, { $and: [toBeFinished(), isFree()] }),
    run: finishMerges,
  },
}

/** How often a job runs by itself; null for those that look for work. */
export function everyOf(name: JobName): string | null {
  const job = catalogue[name]
  return 'every' in job ? job.every : null
}

/** Indexes begin with the lane. */
const inAnyLane = { lane: { $gte: 0 } }

async function hasLeftLane(): Promise<boolean> {
  if (!(await hasRows(Lanes, { owner: { $ne: null } }))) return false
  return (await leftLanes()).some(({ kind }) => kind === 'apply' || kind === 'call')
}
