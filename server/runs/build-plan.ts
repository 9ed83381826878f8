import { advance } from '@/workflows/advance'
import { type ProspectSnapshot, takeSnapshot } from '@/workflows/prospect-snapshot'
import type { RunState } from '@/workflows/run-state'
import { derivedId } from '../db/new-id'
import type { EventOutcome, StoredEvent } from '../events/stored-event'
import { log } from '../log'
import type { ExecutableVersion } from './executable-versions'
import type { Plan, PlannedRun } from './plan'
import type { LiveVersion } from './planning-state'
import type { Run } from './run'

export type Situation = {
  event: StoredEvent & { prospectId: string }
  /** The number of this plan. */
  seq: number
  prospect: ProspectSnapshot
  /** Open runs of the prospect, and the one the event is about. */
  runs: Run[]
  live: LiveVersion[]
  versions: ReadonlyMap<string, ExecutableVersion>
  now: Date
}

/** A plan when the event does something to at least one run, and the outcome to write down when not all is well. */
export type Built = { plan: Plan | null; outcome: EventOutcome | null }

type Candidate = {
  runId: string
  versionId: string
  workflowId: string
  state: RunState | null
  /** The event is about this run or workflow, so it matters when it cannot be executed. */
  isMeant: boolean
}

/**
 * What one event does to everything it concerns, decided by the executor: each open run by its own version, each
 * live workflow by the version that is live now. Reads nothing and writes nothing.
 */
export function buildPlan(situation: Situation): Built {
  const { event, seq, prospect, now } = situation
  const found = candidates(situation)
  const snapshot = takeSnapshot(event.payload.kind === 'sequence.entered' ? event.payload.snapshot : prospect)
  const advanced = found.map((candidate) => advanceOne(candidate, situation, snapshot))
  const runs = advanced.filter((result) => result !== null && result !== 'broken')
  const isBroken = advanced.some((result, index) => result === 'broken' && found[index]?.isMeant)
  const outcome = isBroken ? 'quarantined' : runs.length ? null : whyNothing(event)
  if (runs.length === 0) return { plan: null, outcome }
  return {
    plan: {
      _id: event._id,
      prospectId: event.prospectId,
      seq,
      at: event.at,
      snapshot,
      runs,
      plannedAt: now,
      settled: false,
    },
    outcome,
  }
}

/** Who might be concerned: events about one run or one workflow go there alone, all others to everything open or live. */
function candidates({ event, runs, live }: Situation): Candidate[] {
  const { payload } = event
  if ('runId' in payload && payload.runId) {
    const run = runs.find(({ _id, status }) => _id === payload.runId && status !== 'cancelled')
    return run ? [continuing(run, true)] : []
  }
  const starting = (version: LiveVersion, isMeant: boolean): Candidate => ({
    runId: derivedId(event._id, version.workflowId),
    ...version,
    state: null,
    isMeant,
  })
  if ('workflowId' in payload)
    return live
      .filter(({ workflowId }) => workflowId === payload.workflowId)
      .map((version) => starting(version, true))
  const open = runs.filter(({ status }) => status === 'active' || status === 'waiting')
  return [...open.map((run) => continuing(run, true)), ...live.map((version) => starting(version, false))]
}

function continuing({ _id, versionId, workflowId, state }: Run, isMeant: boolean): Candidate {
  return { runId: _id, versionId, workflowId, state, isMeant }
}

/** The executor is pure, so what fails once fails always: it is left out and logged, and the others go on (I21). */
function advanceOne(
  { runId, versionId, workflowId, state }: Candidate,
  { event, versions, now }: Situation,
  snapshot: ProspectSnapshot,
): PlannedRun | null | 'broken' {
  const version = versions.get(versionId)
  if (!version) return 'broken'
  try {
    const result = advance({
      workflow: version.workflow,
      workflowId,
      runId,
      state,
      event: { ...event.payload, id: event._id, at: event.at },
      snapshot,
      now,
    })
    if (!result) return null
    const effects = result.effects.map(({ kind, payload, nodeId, stepId }, index) => ({
      id: derivedId(event._id, runId, nodeId, index),
      kind,
      payload,
      nodeId,
      stepId,
    }))
    return {
      runId,
      isNew: state === null,
      workflowId,
      versionId,
      versionNumber: version.number,
      versionHash: version.hash,
      state: result.state,
      steps: result.steps,
      effects,
    }
  } catch (error) {
    log.error({ eventId: event._id, runId, versionId, cause: String(error) }, 'a run could not be advanced')
    return 'broken'
  }
}

function whyNothing({ payload }: StoredEvent): EventOutcome {
  if ('runId' in payload && payload.runId) return 'outdated'
  return 'workflowId' in payload ? 'not-live' : 'no-live-goal'
}
