import { advance } from '@/workflows/advance'
import { changesBetween } from '@/workflows/changes'
import { mayEnter } from '@/workflows/document/reentry'
import { applyEffect, type EffectRequest } from '@/workflows/effects'
import type { EventKind } from '@/workflows/events'
import { type ProspectSnapshot, takeSnapshot } from '@/workflows/prospect-snapshot'
import type { RunState } from '@/workflows/run-state'
import { derivedId } from '../db/new-id'
import type { EventOutcome, StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { log } from '../log'
import type { ExecutableVersion } from './executable-versions'
import type { Plan, PlannedChange, PlannedRun } from './plan'
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
  /** Workflows in which nothing moves now. */
  paused: ReadonlySet<string>
  /** When the prospect last entered each workflow that does not take everybody every time. */
  entries: ReadonlyMap<string, Date>
  versions: ReadonlyMap<string, ExecutableVersion>
  now: Date
}

/** A plan when the event does something, and the outcome to write down when not all is well. */
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
 * live workflow by the version that is live now, or was when the event was held back. Reads nothing, writes nothing.
 */
export function buildPlan(situation: Situation): Built {
  const { event, seq, now, paused } = situation
  const snapshot = snapshotFor(situation)
  const found = candidates(situation)
  const advanced = found.map((candidate) => advanceOne(candidate, situation, snapshot))
  const isBroken = advanced.some((result, index) => result === 'broken' && found[index]?.isMeant)
  const would = advanced.filter((result) => result !== null && result !== 'broken')
  const concerned = would.filter((run) => isWelcome(run, situation))
  // Whoever pauses a workflow may still take somebody out of it.
  const isHeld = ({ workflowId }: PlannedRun) =>
    paused.has(workflowId) && event.payload.kind !== 'run.cancelled'
  const runs = concerned.filter((run) => !isHeld(run))
  const held = heldOf(event, concerned.filter(isHeld))
  if (concerned.length === 0)
    return { plan: null, outcome: isBroken ? 'quarantined' : whyNothing(event, would.length > 0) }
  const changes = changesOf(runs, situation)
  return {
    plan: {
      _id: event._id,
      prospectId: event.prospectId,
      seq,
      at: event.at,
      snapshot,
      runs,
      ...(event.depth ? { depth: event.depth } : {}),
      ...(changes.length ? { changes } : {}),
      ...(held.length ? { held } : {}),
      plannedAt: now,
      settled: false,
    },
    outcome: isBroken ? 'quarantined' : null,
  }
}

/** The values every criterion reads: of the burst's beginning, or of the moment the event was held back (IR-13). */
function snapshotFor({ event, prospect }: Situation): ProspectSnapshot {
  if (event.payload.kind === 'sequence.entered') return takeSnapshot(event.payload.snapshot)
  return takeSnapshot(event.replay?.snapshot ?? prospect)
}

/** Who might be concerned: events about one run or one workflow go there alone, all others to everything open or live. */
function candidates({ event, runs, live, versions: executable }: Situation): Candidate[] {
  const { payload, replay } = event
  if ('runId' in payload && payload.runId) {
    const run = runs.find(({ _id, status }) => _id === payload.runId && status !== 'cancelled')
    return run ? [continuing(run, true)] : []
  }
  const starting = (version: Omit<LiveVersion, 'isPaused'>, isMeant: boolean): Candidate => ({
    runId: derivedId(event._id, version.workflowId),
    workflowId: version.workflowId,
    versionId: version.versionId,
    state: null,
    isMeant,
  })
  const versions = replay?.versions ?? live
  if ('workflowId' in payload)
    return versions
      .filter(({ workflowId }) => workflowId === payload.workflowId)
      .map((version) => starting(version, true))
  const open = runs.filter(({ status }) => status === 'active' || status === 'waiting')
  const known = replay ? open.filter(({ startedAt }) => startedAt <= replay.at) : open
  // Of many live workflows few have a goal that listens for this, and nothing else can start one.
  const listening = versions.filter(({ versionId }) =>
    executable.get(versionId)?.workflow.listens.has(payload.kind),
  )
  const all = [
    ...known.map((run) => continuing(run, true)),
    ...listening.map((version) => starting(version, false)),
  ]
  const only = event.hold?.workflowId
  return only ? all.filter(({ workflowId }) => workflowId === only) : all
}

function continuing({ _id, versionId, workflowId, state }: Run, isMeant: boolean): Candidate {
  return { runId: _id, versionId, workflowId, state, isMeant }
}

/** The re-entry policy of a workflow says who may start; runs on their way are not asked. */
function isWelcome({ isNew, versionId, workflowId }: PlannedRun, situation: Situation): boolean {
  const version = situation.versions.get(versionId)
  if (!isNew || !version) return true
  const last = situation.entries.get(workflowId) ?? null
  return mayEnter(version.workflow.settings.reentry, last, situation.now)
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

/** One entry for each paused workflow, however many of its runs are concerned. */
function heldOf({ payload }: StoredEvent, runs: PlannedRun[]): NonNullable<Plan['held']> {
  return [...groupBy(runs, ({ workflowId }) => workflowId)].map(([workflowId, own]) => ({
    workflowId,
    versions: own.flatMap(({ isNew, versionId }) => (isNew ? [{ workflowId, versionId }] : [])),
    payload,
  }))
}

/**
 * The changes that the effects make to the prospect as it is now, as far as somebody listens for them. Decided here
 * and kept in the plan, so that they happen once, whoever applies the effects (?22).
 */
function changesOf(runs: PlannedRun[], situation: Situation): PlannedChange[] {
  const listened = listenedKinds(runs, situation)
  if (!changeKinds.some((kind) => listened.has(kind))) return []
  const changes: PlannedChange[] = []
  let current = situation.prospect
  for (const { id, kind, payload } of runs.flatMap(({ effects }) => effects)) {
    const next = applyEffect(current, { kind, payload } as EffectRequest) // planned side by side
    for (const change of next === current ? [] : changesBetween(current, next))
      if (listened.has(change.kind))
        changes.push({
          id: derivedId(situation.event._id, 'change', changes.length),
          payload: change,
          causedBy: id,
        })
    current = next
  }
  return changes
}

const changeKinds: EventKind[] = ['tag.added', 'list.joined', 'field.changed', 'score.changed']

function listenedKinds(runs: PlannedRun[], { live, runs: open, versions }: Situation): Set<EventKind> {
  const ids = new Set([...live, ...open, ...runs].map(({ versionId }) => versionId))
  return new Set([...ids].flatMap((id) => [...(versions.get(id)?.workflow.listens ?? [])]))
}

function whyNothing({ payload }: StoredEvent, isDeclined: boolean): EventOutcome {
  if (isDeclined) return 'reentry'
  if ('runId' in payload && payload.runId) return 'outdated'
  return 'workflowId' in payload ? 'not-live' : 'no-live-goal'
}
