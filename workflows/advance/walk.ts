import { type ExecutableStep, executableSteps } from '../compile/executable-steps'
import { type CompiledNode, targetsOf } from '../compile/graph'
import type { Criteria } from '../criteria/criteria'
import { evaluate } from '../criteria/evaluate'
import type { ActionDefinition, BranchingDefinition, NodeKind, TimerDefinition } from '../define-node'
import type { EventPayload } from '../events'
import { drawNumber } from '../logic/draw-number'
import type { Burst } from './burst'

type Place = { node: CompiledNode; stepId: string | null }

/** What happens when a run arrives at a node, by kind of node. */
const arrivals: Record<NodeKind, (burst: Burst, node: CompiledNode, from: string | null) => void> = {
  goal: awaitGoal,
  action: (burst, node) => {
    perform(burst, { node, stepId: null }, node.definition as ActionDefinition, node.config) // the key is the kind
    follow(burst, node.id, 'next')
  },
  branching: (burst, node) => branch(burst, node, node.definition as BranchingDefinition), // the key is the kind
  timer: (burst, node) =>
    startTimer(burst, { node, stepId: null }, node.definition as TimerDefinition, node.config),
  sequence: enterSequence,
}

/** Goes through a node and everything after it, up to the next wait. */
export function walk(burst: Burst, nodeId: string, from: string | null): void {
  burst.visit()
  const node = burst.workflow.nodes.get(nodeId)
  if (node) arrivals[node.definition.kind](burst, node, from)
}

/** A goal was reached: everything upstream stops, the other goals of its group are withdrawn, and the run goes on. */
export function walkFromGoal(burst: Burst, goalId: string): void {
  burst.record({ nodeId: goalId, outcome: 'reached' })
  stopUpstream(burst, goalId)
  follow(burst, goalId, 'next')
}

/** A wait is over. False when the run no longer stands there: a goal was first, or the timer already counted. */
export function walkFromTimer(
  burst: Burst,
  elapsed: Extract<EventPayload, { kind: 'timer.elapsed' }>,
): boolean {
  const timer = burst.state.timers.find(({ entry }) => entry === elapsed.entry)
  const node = timer && burst.workflow.nodes.get(timer.nodeId)
  if (!timer || !node) return false
  burst.state.timers = burst.state.timers.filter((other) => other !== timer)
  burst.record({ nodeId: timer.nodeId, stepId: timer.stepId, outcome: 'resumed' })
  if (timer.stepId === null) follow(burst, node.id, 'next')
  else {
    const steps = executableSteps(node)
    runSteps(burst, node, steps.slice(steps.findIndex(({ id }) => id === timer.stepId) + 1))
  }
  return true
}

function awaitGoal(burst: Burst, node: CompiledNode, from: string | null): void {
  const entry = { goalId: node.id, from: from ?? node.id }
  const isKnown = burst.state.awaiting.some(
    ({ goalId, from: origin }) => goalId === entry.goalId && origin === entry.from,
  )
  if (isKnown) return
  burst.state.awaiting.push(entry)
  burst.record({ nodeId: node.id, outcome: 'awaiting', causedBy: from })
}

/** Every criterion reads the snapshot, however many actions ran before it in this burst (IR-13). */
function perform(
  burst: Burst,
  place: Place,
  action: ActionDefinition,
  config: Record<string, unknown>,
): void {
  const at = { nodeId: place.node.id, stepId: place.stepId }
  const criteria = evaluate((config.criteria ?? null) as Criteria, burst.snapshot, burst.event.at) // defineAction added the field
  if (criteria && !criteria.passed) {
    burst.record({ ...at, outcome: 'skipped', criteria })
    return
  }
  const effects = action.perform(config, { snapshot: burst.snapshot, now: burst.now })
  burst.record({
    ...at,
    outcome: 'performed',
    criteria,
    effects: burst.request(effects, at.nodeId, at.stepId),
  })
}

/** What is drawn depends on the run, the event and the place in the burst only, so planning again draws the same. */
function branch(burst: Burst, node: CompiledNode, definition: BranchingDefinition): void {
  const { snapshot, now, runId, event, steps } = burst
  const draw = drawNumber(runId, event.id, node.id, String(steps.length))
  const choice = definition.choose(node.config, { snapshot, now, at: event.at, draw })
  burst.record({ nodeId: node.id, outcome: 'branched', ...choice })
  follow(burst, node.id, choice.branch)
}

function startTimer(
  burst: Burst,
  place: Place,
  timer: TimerDefinition,
  config: Record<string, unknown>,
): void {
  const at = { nodeId: place.node.id, stepId: place.stepId }
  const endsAt = timer.endsAt(config, { snapshot: burst.snapshot, now: burst.now })
  burst.state.entries += 1
  burst.state.timers.push({ ...at, entry: burst.state.entries, endsAt })
  burst.record({ ...at, outcome: 'waiting', endsAt })
}

/** Entering again starts over: what still runs of the sequence stops first, so nobody gets two mails of one step. */
function enterSequence(burst: Burst, node: CompiledNode): void {
  burst.state.timers = burst.state.timers.filter(({ nodeId }) => nodeId !== node.id)
  burst.state.sequences[node.id] = 'running'
  burst.record({ nodeId: node.id, outcome: 'entered' })
  for (const to of targetsOf(burst.workflow, node.id, 'next')) if (isGoal(burst, to)) walk(burst, to, node.id)
  runSteps(burst, node, executableSteps(node))
}

function runSteps(burst: Burst, node: CompiledNode, steps: ExecutableStep[]): void {
  for (const { id, definition, config } of steps) {
    burst.visit()
    const place = { node, stepId: id }
    if (definition.kind === 'timer') {
      startTimer(burst, place, definition, config)
      return
    }
    perform(burst, place, definition, config)
  }
  burst.state.sequences[node.id] = 'finished'
  burst.record({ nodeId: node.id, outcome: 'finished' })
  for (const to of targetsOf(burst.workflow, node.id, 'next'))
    if (!isGoal(burst, to)) walk(burst, to, node.id)
}

function follow(burst: Burst, nodeId: string, output: string): void {
  for (const to of targetsOf(burst.workflow, nodeId, output)) walk(burst, to, nodeId)
}

/** All sequences and waits from which the goal can be reached stop, directly connected or not (KP-8, ?13). */
function stopUpstream(burst: Burst, goalId: string): void {
  const upstream = burst.workflow.ancestors.get(goalId) ?? new Set<string>()
  const { state } = burst
  state.timers = state.timers.filter(({ nodeId }) => !upstream.has(nodeId))
  for (const [id, status] of Object.entries(state.sequences)) {
    if (status !== 'running' || !upstream.has(id)) continue
    state.sequences[id] = 'stopped'
    burst.record({ nodeId: id, outcome: 'stopped', causedBy: goalId })
  }
  const isOver = (entry: { goalId: string; from: string }) =>
    entry.goalId === goalId || upstream.has(entry.from)
  for (const entry of state.awaiting)
    if (isOver(entry) && entry.goalId !== goalId)
      burst.record({ nodeId: entry.goalId, outcome: 'withdrawn', causedBy: goalId })
  state.awaiting = state.awaiting.filter((entry) => !isOver(entry))
}

function isGoal(burst: Burst, nodeId: string): boolean {
  return burst.workflow.nodes.get(nodeId)?.definition.kind === 'goal'
}
