import { describeOutcome, describePlace } from '@/workflows/describe'
import { emptyDocument, type WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import type { References } from '@/workflows/references'
import type { StepRecord } from '@/workflows/step-record'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { AppError } from '../errors'
import { Events, type StoredEvent } from '../events/stored-event'
import { type Names, nameMentions } from '../prospects/name-mentions'
import { describeEvent, describeStoredEffect } from '../prospects/timeline-sentences'
import { loadReferencesFor } from '../workflows/load-references'
import { Versions } from '../workflows/version'
import { describeRuns, type ListedRun } from './list-runs'
import { type Plan, Plans } from './plan'
import { type Run, Runs } from './run'

/** A run is shown with its latest events; nobody reads more. */
const MOST_EVENTS = 500

/** `summary` is one sentence: what it did, will do, or could not do. */
export type RunEffect = { id: string; summary: string } & Pick<
  StoredEffect,
  'kind' | 'payload' | 'state' | 'reason' | 'attempts' | 'dueAt' | 'doneAt' | 'before'
>

/** One line of a run's account, with the event that caused it and the values it was decided on. */
export type RunStep = Omit<StepRecord, 'effects'> & {
  at: Date
  eventId: string
  eventKind: string
  eventSummary: string
  title: string
  summary: string
  icon: string
  /** Why it went as it did. */
  reason: string
  snapshot: Plan['snapshot']
  effects: RunEffect[]
}

export type LoadedRun = {
  run: Omit<ListedRun, 'prospect' | 'workflow'> & Pick<Run, 'state'>
  prospect: ListedRun['prospect']
  workflow: ListedRun['workflow']
  /** The version the run is pinned to. */
  document: WorkflowDocument
  steps: RunStep[]
}

/**
 * One run, step by step, as it was planned and as it turned out.
 * @throws AppError 'not-found'
 */
export async function loadRun(id: string): Promise<LoadedRun> {
  const run = await collectionOf(Runs).findOne({ _id: id }, { maxTimeMS: 5_000 })
  if (!run)
    throw new AppError('not-found', {
      message: `no run ${id}`,
      userMessage: 'This run does not exist (any more).',
    })
  const [[listed], document, plans, effects] = await Promise.all([
    describeRuns([run]),
    pinnedDocument(run.versionId),
    plansOf(id),
    findRows(Effects, { runId: id }).toArray(),
  ])
  if (!listed) throw new Error('one run in, one run out')
  const events = await findRows(Events, { _id: { $in: plans.map(({ _id }) => _id) } }).toArray()
  const [names, references] = await Promise.all([
    nameMentions({ events, effects, mails: [] }),
    loadReferencesFor(document),
  ])
  const account = accountOf({ id, document, references, events, effects, names })
  const { prospect, workflow, ...rest } = listed
  return {
    run: { ...rest, state: run.state },
    prospect,
    workflow,
    document,
    steps: plans.flatMap(account),
  }
}

async function pinnedDocument(versionId: string): Promise<WorkflowDocument> {
  const version = await collectionOf(Versions).findOne(
    { _id: versionId },
    { projection: { document: 1 }, maxTimeMS: 5_000 },
  )
  const read = readDocument(version?.document)
  return read.ok ? read.document : emptyDocument
}

async function plansOf(runId: string): Promise<Plan[]> {
  const latest = await findRows(Plans, { 'runs.runId': runId }).sort({ seq: -1 }).limit(MOST_EVENTS).toArray()
  return latest.reverse()
}

type Account = {
  id: string
  document: WorkflowDocument
  references: References
  events: StoredEvent[]
  effects: StoredEffect[]
  names: Names
}

/** How to tell of one plan, given everything that was read. */
function accountOf({ id, document, references, events, effects, names }: Account) {
  const eventById = new Map(events.map((event) => [event._id, event]))
  const effectById = new Map(effects.map((effect) => [effect._id, effect]))
  return (plan: Plan): RunStep[] => {
    const event = eventById.get(plan._id)
    const planned = plan.runs.find(({ runId }) => runId === id)
    return (planned?.steps ?? []).map((step) => ({
      ...step,
      ...describePlace(step, document, references),
      at: plan.at,
      eventId: plan._id,
      eventKind: event?.kind ?? 'erased',
      eventSummary: event ? describeEvent(event.payload, names) : 'An event that was erased',
      reason: describeOutcome(step, document),
      snapshot: plan.snapshot,
      effects: step.effects.flatMap((index) => {
        const effect = effectById.get(planned?.effects[index]?.id ?? '')
        return effect ? [effectView(effect, names)] : []
      }),
    }))
  }
}

function effectView(effect: StoredEffect, names: Names): RunEffect {
  const { _id, kind, payload, state, reason, attempts, dueAt, doneAt, before } = effect
  const summary = describeStoredEffect(effect, names)
  return { id: _id, summary, kind, payload, state, reason, attempts, dueAt, doneAt, before }
}
