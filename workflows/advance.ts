import { Burst, type PlannedEffect } from './advance/burst'
import { walk, walkFromGoal, walkFromTimer } from './advance/walk'
import type { CompiledWorkflow } from './compile'
import type { GoalDefinition } from './define-node'
import type { EventPayload, WorkflowEvent } from './events'
import type { ProspectSnapshot } from './prospect-snapshot'
import { newRunState, type RunState } from './run-state'
import type { StepRecord } from './step-record'

export type { PlannedEffect } from './advance/burst'

export type Occasion = {
  workflow: CompiledWorkflow
  workflowId: string
  runId: string
  /** Where the run stands; null asks whether the event starts a new run. */
  state: RunState | null
  event: WorkflowEvent
  /** The prospect when the burst opened; every criterion reads this one (IR-13, ?6). */
  snapshot: ProspectSnapshot
  now: Date
}

export type Advance = { state: RunState; steps: StepRecord[]; effects: PlannedEffect[] }

/**
 * The executor: what one event does to one run, as data. Knows no database and no clock. Null when the event does
 * not concern this run, or does not start this workflow. Live runs, simulation, replay and tests all call this.
 */
export function advance(occasion: Occasion): Advance | null {
  const burst = new Burst(occasion)
  const concerned = occasion.state === null ? startRun(burst) : continueRun(burst)
  return concerned ? { state: burst.state, steps: burst.steps, effects: burst.effects } : null
}

function startRun(burst: Burst): boolean {
  const { event, workflow, workflowId } = burst
  if (event.kind === 'sequence.entered') return event.workflowId === workflowId && enter(burst, event.nodeId)
  if (event.kind === 'prospect.enrolled' && event.workflowId !== workflowId) return false
  const reached = workflow.starts.filter((id) => isReached(burst, id))
  for (const id of reached) walkFromGoal(burst, id)
  return (
    reached.length > 0 ||
    (event.kind === 'prospect.enrolled' && event.nodeId !== null && enter(burst, event.nodeId))
  )
}

function continueRun(burst: Burst): boolean {
  const { event, runId } = burst
  if (event.kind === 'timer.elapsed') return event.runId === runId && walkFromTimer(burst, event)
  if (event.kind === 'sequence.entered') return event.runId === runId && enter(burst, event.nodeId)
  if (event.kind === 'function.returned') return event.runId === runId && takeAnswer(burst, event)
  if (event.kind === 'run.cancelled') return event.runId === runId && cancel(burst)
  return reachAwaitedGoals(burst)
}

/** First response wins (KP-3, ?12): a goal that is reached withdraws the others of its group before they are looked at. */
function reachAwaitedGoals(burst: Burst): boolean {
  const candidates = [...new Set(burst.state.awaiting.map(({ goalId }) => goalId))]
  let isConcerned = false
  for (const goalId of candidates) {
    const isAwaited = burst.state.awaiting.some((entry) => entry.goalId === goalId)
    if (!isAwaited || !isReached(burst, goalId)) continue
    walkFromGoal(burst, goalId)
    isConcerned = true
  }
  return isConcerned
}

function isReached({ workflow, event, snapshot }: Burst, goalId: string): boolean {
  const node = workflow.nodes.get(goalId)
  if (node?.definition.kind !== 'goal') return false
  const goal: GoalDefinition = node.definition
  return goal.on === event.kind && goal.reached(node.config, event, { nodeId: goalId, snapshot })
}

function enter(burst: Burst, nodeId: string): boolean {
  if (!burst.workflow.nodes.has(nodeId)) return false
  walk(burst, nodeId, null)
  return true
}

/** What a function asked for happens in the run that called it, wherever that stands now. */
function takeAnswer(
  burst: Burst,
  { nodeId, stepId, changes }: Extract<EventPayload, { kind: 'function.returned' }>,
): boolean {
  burst.record({ nodeId, stepId, outcome: 'returned', effects: burst.request(changes, nodeId, stepId) })
  return true
}

function cancel(burst: Burst): boolean {
  if (burst.state.isCancelled) return false
  const sequences = Object.entries(burst.state.sequences).map(
    ([id, state]) => [id, state === 'running' ? ('stopped' as const) : state] as const,
  )
  burst.state = {
    ...newRunState,
    entries: burst.state.entries,
    sequences: Object.fromEntries(sequences),
    isCancelled: true,
  }
  burst.record({ nodeId: '', outcome: 'cancelled' })
  return true
}
