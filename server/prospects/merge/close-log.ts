import { advance } from '@/workflows/advance'
import type { EventPayload } from '@/workflows/events'
import { takeSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../../db/collection-of'
import { insertNew } from '../../db/insert-new'
import { inboxEvent } from '../../events/record-event'
import { Events, type StoredEvent } from '../../events/stored-event'
import { now } from '../../jobs/clock'
import { executableVersions } from '../../runs/executable-versions'
import { type Plan, type PlannedRun, Plans } from '../../runs/plan'
import { type Run, Runs } from '../../runs/run'
import { settlePlans } from '../../runs/settle-plans'
import type { Prospect } from '../prospect'
import type { HeldMerge } from './hold-merge'

const open = { $in: ['active' as const, 'waiting' as const] }

type Closing = {
  prospect: Prospect
  /** What is told by the last plan. Its id is derived from the merge, so it is there once. */
  event: { id: string; at: Date; payload: EventPayload; by: string }
  /** Open runs of these workflows are cancelled: somebody else goes on in them. */
  workflowIds: Set<string>
}

/**
 * Puts one last plan behind all others of a prospect that is marked `merging`, and settles them. A planner that had
 * begun before loses on the number and finds the mark; so afterwards nothing changes the prospect's runs.
 */
export async function closeLog(held: HeldMerge, { prospect, event, workflowIds }: Closing): Promise<void> {
  const happened = inboxEvent(event.payload, { prospectId: prospect._id, id: event.id, at: event.at })
  const planned: StoredEvent = { ...happened, state: 'planned' }
  await insertNew(collectionOf(Events), [planned])
  for (;;) {
    await settleAll(held, prospect._id)
    const plans = collectionOf(Plans)
    if (await plans.findOne({ _id: event.id }, { projection: { _id: 1 }, maxTimeMS: 5_000 })) return
    const seq = (await lastSeq(prospect._id)) + 1
    const runs = await cancelled(prospect, event, workflowIds)
    await insertNew(plans, [
      {
        _id: event.id,
        prospectId: prospect._id,
        seq,
        at: happened.at,
        snapshot: takeSnapshot(prospect),
        runs,
        plannedAt: now(),
        settled: false,
      },
    ])
  }
}

/** The number of a prospect's last plan; 0 without any. */
export async function lastSeq(prospectId: string): Promise<number> {
  const [last] = await collectionOf(Plans)
    .find({ prospectId }, { projection: { seq: 1 }, maxTimeMS: 5_000 })
    .sort({ seq: -1 })
    .limit(1)
    .toArray()
  return last?.seq ?? 0
}

async function settleAll(held: HeldMerge, prospectId: string): Promise<void> {
  // A lease that begins before anything is read, as for a lane.
  await held.save({})
  const unsettled: Plan[] = await collectionOf(Plans)
    .find({ prospectId, settled: false }, { maxTimeMS: 5_000 })
    .sort({ seq: 1 })
    .toArray()
  for (const plan of unsettled) {
    const settled = await settlePlans([plan], held, new Map())
    if (settled.unsettled.size) throw new Error(`plan ${plan._id} could not be settled in time`)
  }
}

async function cancelled(
  prospect: Prospect,
  event: Closing['event'],
  workflowIds: Set<string>,
): Promise<PlannedRun[]> {
  if (workflowIds.size === 0) return []
  const runs = await collectionOf(Runs)
    .find(
      { prospectId: prospect._id, status: open, workflowId: { $in: [...workflowIds] } },
      { maxTimeMS: 5_000 },
    )
    .toArray()
  const versions = await executableVersions(runs.map(({ versionId }) => versionId))
  return runs.flatMap((run) => {
    const version = versions.get(run.versionId)
    return version ? cancelRun(run, version, prospect, event) : []
  })
}

type Version = Awaited<ReturnType<typeof executableVersions>> extends Map<string, infer One> ? One : never

function cancelRun(
  run: Run,
  version: Version,
  prospect: Prospect,
  { id, by }: Closing['event'],
): PlannedRun[] {
  const result = advance({
    workflow: version.workflow,
    workflowId: run.workflowId,
    runId: run._id,
    state: run.state,
    event: { kind: 'run.cancelled', runId: run._id, by, id, at: now() },
    snapshot: takeSnapshot(prospect),
    now: now(),
  })
  if (!result) return []
  const { _id: runId, workflowId, versionId, versionNumber } = run
  const { state, steps } = result
  const { hash: versionHash } = version
  return [
    { runId, isNew: false, workflowId, versionId, versionNumber, versionHash, state, steps, effects: [] },
  ]
}

/** The workflows in which a prospect has open runs. */
export async function openWorkflows(prospectId: string): Promise<Set<string>> {
  const ids = await collectionOf(Runs).distinct(
    'workflowId',
    { prospectId, status: open },
    { maxTimeMS: 5_000 },
  )
  return new Set(ids)
}
