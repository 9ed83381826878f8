import { sweepFiles } from '../bulk-operations/files/sweep-files'
import { operating } from '../bulk-operations/operating'
import { sweepFx } from '../effects/sweep-fx'
import { attributeVisitors } from '../events/attribute-visitors'
import { releaseDueHolds } from '../holds/release-due-holds'
import { fillLists } from '../lists/fill-lists'
import { finishErasures } from '../prospects/erase-prospect'
import { finishMerges } from '../prospects/merge/merge-prospects'
import { renewSearches } from '../prospects/renew-search'
import { wakeRuns } from '../runs/wake-runs'
import { sweepSpamWindows } from '../spam/sweep-spam-windows'
import type { JobName } from './job-name'
import type { LanePool } from './lane-pool'
import { applying, calling } from './lane-work'
import type { Planner } from './planner'

export type Job = {
  /** What it does, for the people who watch it. */
  title: string
  /** `look`: at every poll and whenever it is asked for; otherwise how often, as Agenda reads it. */
  every: 'look' | string
  /** Idempotent, and short: a tick hands work out, or does one pass. */
  run: (lanes: LanePool, planner: Planner) => unknown
}

/** Everything Agenda runs, on every worker. Agenda is the clock; what was done is told by the ledger alone. */
export const catalogue: Record<JobName, Job> = {
  'events.plan': {
    title: 'Plans what happened to prospects',
    every: 'look',
    run: (_, planner) => planner.nudge(),
  },
  'effects.apply': {
    title: 'Sends and applies what is due',
    every: 'look',
    run: (lanes) => Promise.all([lanes.take(applying), lanes.take(calling)]),
  },
  'runs.wake': { title: 'Wakes runs whose wait is over', every: 'look', run: wakeRuns },
  'holds.release': {
    title: 'Ends holds whose time is over',
    every: 'look',
    run: () => releaseDueHolds(),
  },
  'search.renew': {
    title: 'Makes prospects findable by their new names',
    every: '1 second',
    run: renewSearches,
  },
  'visitors.attribute': {
    title: 'Gives earlier visits to those who became known',
    every: 'look',
    run: () => attributeVisitors(),
  },
  'bulk.step': {
    title: 'Imports, exports and changes many prospects',
    every: 'look',
    run: (lanes) => lanes.take(operating),
  },
  'bulk.sweep': {
    title: 'Deletes uploads and downloads whose time is over',
    every: '10 minutes',
    run: () => sweepFiles(),
  },
  'lists.fill': {
    title: 'Keeps lists by criteria as their criteria say',
    every: '1 second',
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
  'erasures.finish': {
    title: 'Erases again what was written while somebody was erased',
    every: '1 minute',
    run: () => finishErasures(),
  },
  'merges.finish': {
    title: 'Finishes merging prospects where that was interrupted',
    every: '10 seconds',
    run: () => finishMerges(),
  },
}
