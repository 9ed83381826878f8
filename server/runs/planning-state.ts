import type { Filter } from 'mongodb'
import type { EventPayload } from '@/workflows/events'
import { collectionOf } from '../db/collection-of'
import type { StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { type Prospect, Prospects } from '../prospects/prospect'
import { Workflows } from '../workflows/workflow'
import { type Plan, Plans } from './plan'
import { type Run, Runs } from './run'

/** A workflow's live version, as published at this moment (?14). */
export type LiveVersion = { workflowId: string; versionId: string }

/** All live versions, and the workflows in which nothing moves. */
export type LiveState = { live: LiveVersion[]; paused: Set<string> }

/**
 * The last plan of each prospect. Read this before anything else: whatever is read afterwards is at least as new,
 * and a plan built on something newer loses on the number that this one leads to.
 */
export async function lastPlans(prospectIds: string[]): Promise<Map<string, Plan>> {
  const rows = await collectionOf(Prospects)
    .aggregate<{ last: Plan[] }>(
      [
        { $match: { _id: { $in: prospectIds } } },
        { $project: { _id: 1 } },
        {
          $lookup: {
            from: Plans.collection.name,
            localField: '_id',
            foreignField: 'prospectId',
            pipeline: [{ $sort: { seq: -1 } }, { $limit: 1 }],
            as: 'last',
          },
        },
      ],
      { maxTimeMS: 10_000 },
    )
    .toArray()
  return new Map(rows.flatMap(({ last: [plan] }) => (plan ? [[plan.prospectId, plan] as const] : [])))
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
  const isConcerned = { $or: [{ host: null }, { 'host.id': { $in: hostIds } }] }
  const workflows = await collectionOf(Workflows)
    .find(
      { $or: [{ live: { $ne: null }, archivedAt: null, ...isConcerned }, { isPaused: true }] },
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
