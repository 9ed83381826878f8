import type { Filter } from 'mongodb'
import type { EventPayload } from '@/workflows/events'
import { collectionOf } from '../db/collection-of'
import type { StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { type Prospect, Prospects } from '../prospects/prospect'
import { type Workflow, Workflows } from '../workflows/workflow'
import { type Plan, Plans } from './plan'
import { type Run, Runs } from './run'

/** A workflow's live version, as published at this moment (?14). */
export type LiveVersion = { workflowId: string; versionId: string }

/** All live versions, and the workflows in which nothing moves. */
export type LiveState = { live: LiveVersion[]; paused: Set<string> }

/** The number of a prospect's last plan, and the plan itself while it is not settled. */
export type LastPlan = { seq: number; open: Plan | null }

/**
 * The last plan of each prospect; 0 is the number of who has none. Read this before anything else: whatever is read
 * afterwards is at least as new, and a plan built on something newer loses on the number that this one leads to.
 */
export async function lastPlans(prospectIds: string[]): Promise<Map<string, LastPlan>> {
  const plans = collectionOf(Plans)
  // In the order of the index, so that the database looks at one entry of each prospect.
  const last = await plans
    .aggregate<{ _id: string; planId: string; seq: number; settled: boolean }>(
      [
        { $match: { prospectId: { $in: prospectIds } } },
        { $sort: { prospectId: 1, seq: -1 } },
        {
          $group: {
            _id: '$prospectId',
            planId: { $first: '$_id' },
            seq: { $first: '$seq' },
            settled: { $first: '$settled' },
          },
        },
      ],
      { maxTimeMS: 10_000 },
    )
    .toArray()
  const unsettled = last.flatMap(({ planId, settled }) => (settled ? [] : [planId]))
  const open = unsettled.length
    ? await plans.find({ _id: { $in: unsettled }, settled: false }, { maxTimeMS: 10_000 }).toArray()
    : []
  // Of somebody who is erased or merged into another prospect, nothing is settled any more.
  const there = open.length
    ? await collectionOf(Prospects).distinct('_id', {
        _id: { $in: open.map(({ prospectId }) => prospectId) },
      })
    : []
  const openById = new Map(
    open.filter(({ prospectId }) => there.includes(prospectId)).map((plan) => [plan._id, plan]),
  )
  const lastById = new Map(last.map((plan) => [plan._id, plan]))
  return new Map(
    prospectIds.map((id) => {
      const { planId = '', seq = 0 } = lastById.get(id) ?? {}
      return [id, { seq, open: openById.get(planId) ?? null }]
    }),
  )
}

/** What planning one event for each of several prospects reads, all of it at this moment. */
export type PlanningState = {
  prospects: Map<string, Prospect>
  /** Open runs, and those that an event is about, by prospect. */
  runs: Map<string, Run[]>
} & LiveState

export async function loadPlanningState(
  events: (StoredEvent & { prospectId: string })[],
): Promise<PlanningState> {
  const prospectIds = [...new Set(events.map(({ prospectId }) => prospectId))]
  const runIds = events.flatMap(({ payload }) => ('runId' in payload && payload.runId ? [payload.runId] : []))
  const isOpen: Filter<Run> = { prospectId: { $in: prospectIds }, status: { $in: ['active', 'waiting'] } }
  const [prospects, openRuns, namedRuns, state] = await Promise.all([
    collectionOf(Prospects)
      .find({ _id: { $in: prospectIds } }, { projection: { fx: 0 }, maxTimeMS: 10_000 })
      .toArray(),
    collectionOf(Runs).find(isOpen, { maxTimeMS: 10_000 }).toArray(),
    runIds.length
      ? collectionOf(Runs)
          .find({ _id: { $in: runIds } }, { maxTimeMS: 10_000 })
          .toArray()
      : [],
    liveState(events.flatMap(({ payload }) => subjectsOf(payload))),
  ])
  const runs = new Map([...openRuns, ...namedRuns].map((run) => [run._id, run]))
  return {
    prospects: new Map(prospects.map((prospect) => [prospect._id, prospect])),
    runs: groupBy(runs.values(), ({ prospectId }) => prospectId),
    ...state,
  }
}

/** The records an event speaks of. */
function subjectsOf(payload: EventPayload): string[] {
  const { linkId, messageId, formId, fileId } = { ...noSubjects, ...payload }
  return [linkId, messageId, formId, fileId].filter((id) => id !== null)
}

const noSubjects = { linkId: null, messageId: null, formId: null, fileId: null }

/**
 * What is live: every workflow that somebody draws, and the finish action lists of these records, since of the many
 * there are no other one can be concerned. A paused workflow takes part in planning, so that what concerns it is held
 * and not lost.
 */
export async function liveState(hostIds: string[] = []): Promise<LiveState> {
  const isLive = { live: { $ne: null }, archivedAt: null }
  // Each of these has an index of its own.
  const concerned: Filter<Workflow>[] = [{ ...isLive, host: null }, { isPaused: true }]
  if (hostIds.length) concerned.push({ ...isLive, 'host.id': { $in: hostIds } })
  const workflows = await collectionOf(Workflows)
    .find(
      { $or: concerned },
      { projection: { 'live.versionId': 1, isPaused: 1, archivedAt: 1 }, maxTimeMS: 10_000 },
    )
    .toArray()
  return {
    live: workflows.flatMap(({ _id, live, archivedAt }) =>
      live && !archivedAt ? [{ workflowId: _id, versionId: live.versionId }] : [],
    ),
    paused: new Set(workflows.flatMap(({ _id, isPaused }) => (isPaused ? [_id] : []))),
  }
}
