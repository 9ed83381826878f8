import { type Advance, advance } from './advance'
import { changesBetween } from './changes'
import type { CompiledWorkflow } from './compile'
import { mayEnter } from './document/reentry'
import { applyEffect } from './effects'
import type { EventPayload, WorkflowEvent } from './events'
import type { ProspectSnapshot } from './prospect-snapshot'
import { type RunState, statusOf, wakeAt } from './run-state'

/** Something that happens in a simulation, and when. */
export type ScriptedEvent = { at: Date; payload: EventPayload }

/** What one event did to one run, and the prospect before and after it. */
export type Frame = {
  event: WorkflowEvent
  runId: string
  advance: Advance
  /** The values that every criterion read (IR-13). */
  snapshot: ProspectSnapshot
  before: ProspectSnapshot
  prospect: ProspectSnapshot
}

export type SimulatedRun = { id: string; state: RunState; startedAt: Date }

/** One prospect in one drawing, up to a moment. Never changed: every step makes a new one, so any can be gone back to. */
export type Simulation = {
  /** Tells simulations apart where something is drawn by chance; the same seed draws the same. */
  seed: string
  clock: Date
  prospect: ProspectSnapshot
  runs: SimulatedRun[]
  frames: Frame[]
  /** Counts events, for their ids. */
  events: number
  /** Why the last event did nothing, or less than it would have; null when all is well. */
  note: SimulationNote | null
}

/** Nothing listens, the re-entry policy says no, or causes went on for too long. */
export type SimulationNote = 'unheard' | 'declined' | 'too-long'

/** The drawing that is tried out. */
export type Stage = { workflow: CompiledWorkflow; workflowId: string }

/** Most events one simulation goes through; a drawing may loop through its waits for as long as the clock runs. */
const framesMax = 1000
/** Longest chain of events that effects make, as it is for live runs when nothing else is set. */
const depthMax = 10

/** A prospect before anything has happened. */
export function startSimulation(prospect: ProspectSnapshot, clock: Date, seed = 'simulation'): Simulation {
  return { seed, clock, prospect, runs: [], frames: [], events: 0, note: null }
}

/**
 * Something happens now: to every run on its way, and to the workflow, which it may start. What the effects bring
 * about (moves inside the workflow, changes that its goals wait for) follows at once. The same executor as live, with
 * effects applied to a copy; what they do to the world outside does not happen.
 */
export function fire(stage: Stage, simulation: Simulation, payload: EventPayload): Simulation {
  const queue: Cause[] = [{ payload, depth: 0 }]
  let current: Simulation = { ...simulation, prospect: toldBy(payload, simulation.prospect), note: null }
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (next.depth > depthMax || current.frames.length >= framesMax) return { ...current, note: 'too-long' }
    const happened = happen(stage, current, next.payload)
    const frames = happened.frames.slice(current.frames.length)
    queue.push(...frames.flatMap((frame) => broughtAbout(stage, frame, next.depth + 1)))
    current = next.depth > 0 ? { ...happened, note: current.note } : happened
  }
  return current
}

/** The prospect is changed by hand, now; goals that wait for such a change are reached. */
export function changeProspect(stage: Stage, simulation: Simulation, prospect: ProspectSnapshot): Simulation {
  const changes = changesBetween(simulation.prospect, prospect)
  return changes
    .filter(({ kind }) => stage.workflow.listens.has(kind))
    .reduce<Simulation>((current, change) => fire(stage, current, change), {
      ...simulation,
      prospect,
      note: null,
    })
}

/** Lets time pass: every wait that is over by then ends at its own moment, in order. */
export function moveClock(stage: Stage, simulation: Simulation, to: Date): Simulation {
  let current: Simulation = { ...simulation, note: null }
  for (let timer = nextTimer(current); timer && timer.endsAt <= to; timer = nextTimer(current)) {
    if (current.frames.length >= framesMax) return { ...current, note: 'too-long' }
    const clock = laterOf(timer.endsAt, current.clock)
    current = fire(stage, { ...current, clock }, timer.elapsed)
  }
  return { ...current, clock: laterOf(to, current.clock) }
}

/** When the next wait of any run is over; null when none is waited for. */
export function nextWait(simulation: Simulation): Date | null {
  return nextTimer(simulation)?.endsAt ?? null
}

type Script = Stage & {
  prospect: ProspectSnapshot
  script: ScriptedEvent[]
  /** The clock stops here; waits that end later do not end. */
  until: Date
}

/** A whole story at once. Of a wait and an event at the same moment, the event is first. */
export function simulate({ prospect, script, until, ...stage }: Script): Simulation {
  const events = script.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())
  let simulation = startSimulation(prospect, events[0]?.at ?? until)
  for (const { at, payload } of events) {
    const before = new Date(at.getTime() - 1)
    if (before > simulation.clock) simulation = moveClock(stage, simulation, before)
    simulation = fire(stage, { ...simulation, clock: at }, payload)
  }
  return moveClock(stage, simulation, until)
}

type Cause = { payload: EventPayload; depth: number }

/** What one event does to all it concerns. All read the prospect as it was when the event arrived (IR-13). */
function happen({ workflow, workflowId }: Stage, simulation: Simulation, payload: EventPayload): Simulation {
  const { clock, seed, runs } = simulation
  const event: WorkflowEvent = { ...payload, id: `${seed}-event-${simulation.events}`, at: clock }
  const snapshot = payload.kind === 'sequence.entered' ? payload.snapshot : simulation.prospect
  const next: Simulation = { ...simulation, runs: [...runs], frames: [...simulation.frames], note: 'unheard' }
  next.events += 1
  for (const { id, state } of candidates(simulation, payload)) {
    const result = advance({ workflow, workflowId, runId: id, state, event, snapshot, now: clock })
    if (!result) continue
    if (state === null && !mayEnter(workflow.settings.reentry, runs.at(-1)?.startedAt ?? null, clock)) {
      if (next.note === 'unheard') next.note = 'declined'
      continue
    }
    const before = next.prospect
    next.note = null
    next.prospect = result.effects.reduce(applyEffect, before)
    next.frames.push({ event, runId: id, advance: result, snapshot, before, prospect: next.prospect })
    next.runs =
      state === null
        ? [...next.runs, { id, state: result.state, startedAt: clock }]
        : next.runs.map((run) => (run.id === id ? { ...run, state: result.state } : run))
  }
  return next
}

/** Events about one run go there alone; all others to every run on its way, and to the workflow as a start. */
function candidates(
  { runs, seed }: Simulation,
  payload: EventPayload,
): { id: string; state: RunState | null }[] {
  if ('runId' in payload && payload.runId) return runs.filter(({ id }) => id === payload.runId)
  const start = { id: `${seed}-run-${runs.length + 1}`, state: null }
  if ('workflowId' in payload) return [start]
  const isOnItsWay = ({ state }: SimulatedRun) => ['active', 'waiting'].includes(statusOf(state))
  return [...runs.filter(isOnItsWay), start]
}

/** Moves inside the workflow, and changes of the prospect that some goal of it waits for. */
function broughtAbout({ workflow, workflowId }: Stage, frame: Frame, depth: number): Cause[] {
  const causes: EventPayload[] = []
  let current = frame.before
  for (const effect of frame.advance.effects) {
    if (effect.kind === 'sequence.enter') {
      const target = effect.payload.workflowId ?? workflowId
      const runId = effect.payload.workflowId ? null : frame.runId
      if (target === workflowId)
        causes.push({
          kind: 'sequence.entered',
          workflowId,
          nodeId: effect.payload.nodeId,
          runId,
          snapshot: frame.snapshot,
        })
    }
    const next = applyEffect(current, effect)
    causes.push(...changesBetween(current, next).filter(({ kind }) => workflow.listens.has(kind)))
    current = next
  }
  return causes.map((payload) => ({ payload, depth }))
}

function laterOf(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()))
}

function nextTimer({ runs }: Simulation): { endsAt: Date; elapsed: EventPayload } | null {
  const waits = runs.flatMap(({ id, state }) => {
    const endsAt = statusOf(state) === 'active' ? wakeAt(state) : null
    const timer = state.timers.find((other) => other.endsAt.getTime() === endsAt?.getTime())
    if (!endsAt || !timer) return []
    const { nodeId, stepId, entry } = timer
    return [{ endsAt, elapsed: { kind: 'timer.elapsed' as const, runId: id, nodeId, stepId, entry } }]
  })
  return waits.sort((a, b) => a.endsAt.getTime() - b.endsAt.getTime())[0] ?? null
}

/** The prospect as an event tells it: who has just got a tag has it. */
function toldBy(payload: EventPayload, prospect: ProspectSnapshot): ProspectSnapshot {
  if (payload.kind === 'tag.added')
    return applyEffect(prospect, { kind: 'tags.add', payload: { tags: [payload.tag] } })
  if (payload.kind === 'list.joined')
    return applyEffect(prospect, { kind: 'list.join', payload: { listId: payload.listId } })
  if (payload.kind === 'field.changed')
    return applyEffect(prospect, {
      kind: 'field.change',
      payload: { field: payload.field, value: payload.value },
    })
  return payload.kind === 'score.changed' ? { ...prospect, score: payload.score } : prospect
}
