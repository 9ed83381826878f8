import { type Advance, advance } from './advance'
import type { CompiledWorkflow } from './compile'
import { applyEffect } from './effects'
import type { EventPayload, WorkflowEvent } from './events'
import type { ProspectSnapshot } from './prospect-snapshot'
import { type RunState, statusOf, wakeAt } from './run-state'

/** Something that happens in a simulation, and when. */
export type ScriptedEvent = { at: Date; payload: EventPayload }

/** What one event did, and the prospect after it. */
export type Frame = { event: WorkflowEvent; advance: Advance; prospect: ProspectSnapshot }

export type Simulation = { frames: Frame[]; state: RunState | null; prospect: ProspectSnapshot }

type Input = {
  workflow: CompiledWorkflow
  workflowId: string
  prospect: ProspectSnapshot
  script: ScriptedEvent[]
  /** The clock stops here; waits that end later do not end. */
  until: Date
}

/** Most events one simulation goes through; a drawing may loop through its waits for as long as the clock runs. */
const framesMax = 1000

/**
 * Runs one prospect through a drawing with no side effects: the same executor as live, with effects applied to a
 * copy. Waits end by the script's own clock. Moves inside the workflow are followed; those to others end here.
 */
export function simulate({ workflow, workflowId, prospect, script, until }: Input): Simulation {
  const runId = 'simulation'
  const queue = [...script].sort((a, b) => a.at.getTime() - b.at.getTime())
  const simulation: Simulation = { frames: [], state: null, prospect }
  while (simulation.frames.length < framesMax) {
    const next = takeNext(queue, simulation.state, runId)
    if (!next || next.at > until) break
    const event = {
      ...next.payload,
      id: `simulated-${simulation.frames.length}-${queue.length}`,
      at: next.at,
    }
    const snapshot = event.kind === 'sequence.entered' ? event.snapshot : simulation.prospect
    const { state } = simulation
    const result = advance({ workflow, workflowId, runId, state, event, snapshot, now: next.at })
    if (!result) continue
    queue.unshift(...movesIn(result, { workflowId, runId, snapshot, at: next.at }))
    simulation.state = result.state
    simulation.prospect = result.effects.reduce(applyEffect, simulation.prospect)
    simulation.frames.push({ event, advance: result, prospect: simulation.prospect })
  }
  return simulation
}

/** The earlier of the next scripted event and the next wait that ends. */
function takeNext(queue: ScriptedEvent[], state: RunState | null, runId: string): ScriptedEvent | undefined {
  const wake = state && statusOf(state) === 'active' ? wakeAt(state) : null
  const scripted = queue[0]
  if (!state || !wake || (scripted && scripted.at <= wake)) return queue.shift()
  const timer = state.timers.find(({ endsAt }) => endsAt.getTime() === wake.getTime())
  if (!timer) return queue.shift()
  const { nodeId, stepId, entry } = timer
  return { at: wake, payload: { kind: 'timer.elapsed', runId, nodeId, stepId, entry } }
}

type Cause = { workflowId: string; runId: string; snapshot: ProspectSnapshot; at: Date }

function movesIn(result: Advance, { workflowId, runId, snapshot, at }: Cause): ScriptedEvent[] {
  return result.effects.flatMap((effect) => {
    if (effect.kind !== 'sequence.enter') return []
    const target = effect.payload.workflowId ?? workflowId
    if (target !== workflowId) return []
    const { nodeId } = effect.payload
    return [{ at, payload: { kind: 'sequence.entered' as const, workflowId, nodeId, runId, snapshot } }]
  })
}
