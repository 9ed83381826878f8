import type { z } from 'zod'
import type { EffectRequest } from './effects'
import type { EventKind, EventPayload, WorkflowEvent } from './events'
import { field, type Step } from './fields'
import type { HostKind, HostRules } from './hosts'
import type { ProspectSnapshot } from './prospect-snapshot'
import type { References } from './references'
import type { StepRecord } from './step-record'

/** One way out of a node, drawn as a handle. */
export type Output = { id: string; label: string }

export const nextOutput: Output = { id: 'next', label: 'Next' }

/** What every node type says of itself; palette, card, form, validation, executor and docs read only this. */
type Common<Type extends string, Config extends z.ZodObject> = {
  type: Type
  title: string
  description: string
  /** A lucide icon name. */
  icon: string
  config: Config
  /** What a freshly dropped node holds; may still be incomplete. */
  initial: z.input<Config> | Partial<z.input<Config>>
  /** One short sentence for the card; must bear half-filled configs. */
  summary: (config: Partial<z.output<Config>>, references: References) => string
}

/** What a goal may know beside the event: its own id, and the prospect when the event arrived. */
export type GoalPlace = { nodeId: string; snapshot: ProspectSnapshot }

/** What a goal may know when it names examples: where it stands, and what ids are called. */
export type ExamplePlace = { workflowId: string; references: References }

export type ExampleEvent = { label: string; payload: EventPayload }

export type GoalDefinition<Type extends string = string, Config extends z.ZodObject = z.ZodObject> = Common<
  Type,
  Config
> & {
  kind: 'goal'
  /** The kind of event that can satisfy the goal. */
  on: EventKind
  /** True when this event satisfies the goal. */
  reached: (config: z.output<Config>, event: WorkflowEvent, place: GoalPlace) => boolean
  /** Events that would satisfy the goal, in words, for trying it out; none when they depend on values. */
  examples: (config: z.output<Config>, known: ExamplePlace) => ExampleEvent[]
  /** True for goals that only start a workflow, so nothing may lead to them. */
  onlyStarts: boolean
}

/** What an action may know; everything it wants done it returns. */
export type ActionContext = { snapshot: ProspectSnapshot; now: Date }

export type ActionDefinition<Type extends string = string, Config extends z.ZodObject = z.ZodObject> = Common<
  Type,
  Config
> & {
  kind: 'action'
  perform: (config: z.output<Config>, context: ActionContext) => EffectRequest[]
  /** The nodes of this workflow that the action leads to without an edge; compile follows them when it looks for cycles. */
  leadsTo?: (config: z.output<Config>) => string[]
  /** The prospect fields the action writes; criteria later in the same burst still read the original value (IR-13). */
  writes?: (config: z.output<Config>) => string[]
  /** Why the action cannot stand in the finish action list of such a host; absent or null: it can (?11). */
  withheldFrom?: (host: HostKind, rules: HostRules) => string | null
}

export type BranchingDefinition<
  Type extends string = string,
  Config extends z.ZodObject = z.ZodObject,
> = Common<Type, Config> & {
  kind: 'branching'
  /** The ways out, in the order they are drawn. Bears half-filled configs. */
  outputs: (config: Record<string, unknown>) => Output[]
  /** Which way the prospect goes, and why; pure, so that planning again goes the same way. */
  choose: (config: z.output<Config>, context: BranchContext) => BranchChoice
  /** The prospect fields the choice depends on. */
  reads?: (config: z.output<Config>) => string[]
}

/**
 * `draw` is a number from 0 up to 1, drawn for this arrival of this run: the only chance there is. `at` is when the event
 * happened, from which conditions count days.
 */
export type BranchContext = ActionContext & { at: Date; draw: number }

/** The output that was taken; criteria and rejected branches, or the chance it had (0 to 1), say why. */
export type BranchChoice = { branch: string } & Partial<Pick<StepRecord, 'criteria' | 'rejected' | 'share'>>

export type TimerDefinition<Type extends string = string, Config extends z.ZodObject = z.ZodObject> = Common<
  Type,
  Config
> & {
  kind: 'timer'
  /** The instant the wait is over. */
  endsAt: (config: z.output<Config>, context: ActionContext) => Date
  /** True when time passes here whenever a run comes by, so that going round through it is allowed. */
  takesTime: (config: Partial<z.output<Config>>) => boolean
}

export type SequenceDefinition<
  Type extends string = string,
  Config extends z.ZodObject = z.ZodObject,
> = Common<Type, Config> & {
  kind: 'sequence'
  steps: (config: z.output<Config>) => Step[]
}

export type NodeDefinition =
  | GoalDefinition
  | ActionDefinition
  | BranchingDefinition
  | TimerDefinition
  | SequenceDefinition
export type NodeKind = NodeDefinition['kind']

type WithoutKind<Definition> = Omit<Definition, 'kind'>

/** A node reached by an event. */
export function defineGoal<const Type extends string, Config extends z.ZodObject>(
  definition: Omit<GoalDefinition<Type, Config>, 'kind' | 'onlyStarts'> & { onlyStarts?: boolean },
): GoalDefinition<Type, Config> {
  return { onlyStarts: false, ...definition, kind: 'goal' }
}

/** A node or step that changes something. Every action takes `criteria` (IF-4), so they are added here. */
export function defineAction<const Type extends string, Shape extends z.ZodRawShape>(
  definition: WithoutKind<ActionDefinition<Type, z.ZodObject<Shape>>>,
) {
  // `safeExtend` is `extend` that keeps refinements; its own type cannot be satisfied by a generic shape.
  const base = definition.config as unknown as { safeExtend: typeof definition.config.extend }
  const config = base.safeExtend({ criteria: field.criteria() })
  return { ...definition, kind: 'action' as const, config }
}

/** A node that leaves by one of several branches. */
export function defineBranching<const Type extends string, Config extends z.ZodObject>(
  definition: WithoutKind<BranchingDefinition<Type, Config>>,
): BranchingDefinition<Type, Config> {
  return { ...definition, kind: 'branching' }
}

/** A node or step that ends the burst and goes on later. */
export function defineTimer<const Type extends string, Config extends z.ZodObject>(
  definition: WithoutKind<TimerDefinition<Type, Config>>,
): TimerDefinition<Type, Config> {
  return { ...definition, kind: 'timer' }
}

/** A node that holds timed steps. */
export function defineSequence<const Type extends string, Config extends z.ZodObject>(
  definition: WithoutKind<SequenceDefinition<Type, Config>>,
): SequenceDefinition<Type, Config> {
  return { ...definition, kind: 'sequence' }
}

/** The ways out of a node: those it branches into, or just `next`. Bears half-filled configs. */
export function outputsOf(definition: NodeDefinition, config: Record<string, unknown>): Output[] {
  return definition.kind === 'branching' ? definition.outputs(config) : [nextOutput]
}
