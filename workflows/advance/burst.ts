import type { Occasion } from '../advance'
import type { CompiledWorkflow } from '../compile'
import type { EffectRequest } from '../effects'
import type { WorkflowEvent } from '../events'
import type { ProspectSnapshot } from '../prospect-snapshot'
import { newRunState, type RunState } from '../run-state'
import type { StepRecord } from '../step-record'

/** An effect with the place that asked for it. */
export type PlannedEffect = EffectRequest & { nodeId: string; stepId: string | null }

/** Most nodes and steps one event may go through; compile rules endless ways out, so this only guards against faults. */
const visitsMax = 10_000

/** Everything one event does to one run before the next wait: reads one snapshot, collects steps and effects. */
export class Burst {
  readonly workflow: CompiledWorkflow
  readonly workflowId: string
  readonly runId: string
  readonly event: WorkflowEvent
  readonly snapshot: ProspectSnapshot
  readonly now: Date
  readonly steps: StepRecord[] = []
  readonly effects: PlannedEffect[] = []
  state: RunState
  private visits = 0

  constructor({ workflow, workflowId, runId, state, event, snapshot, now }: Occasion) {
    this.workflow = workflow
    this.workflowId = workflowId
    this.runId = runId
    this.event = event
    this.snapshot = snapshot
    this.now = now
    this.state = structuredClone(state ?? newRunState)
  }

  /** Adds one line to the account of what happened. */
  record(step: Pick<StepRecord, 'nodeId' | 'outcome'> & Partial<StepRecord>): void {
    this.steps.push({
      stepId: null,
      criteria: null,
      branch: null,
      endsAt: null,
      causedBy: null,
      rejected: [],
      effects: [],
      ...step,
    })
  }

  /** Notes effects and returns their positions. */
  request(effects: EffectRequest[], nodeId: string, stepId: string | null): number[] {
    return effects.map((effect) => this.effects.push({ ...effect, nodeId, stepId }) - 1)
  }

  /** Counts a visit; throws when a faulty definition goes round for ever. */
  visit(): void {
    this.visits += 1
    if (this.visits > visitsMax)
      throw new Error(`run ${this.runId}: more than ${visitsMax} steps in one burst`)
  }
}
