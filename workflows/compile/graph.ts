import type { GoalDefinition, NodeDefinition } from '../define-node'
import type { WorkflowDocument, WorkflowSettings } from '../document/document'
import type { EventKind } from '../events'

/** A node with its definition and its checked config. */
export type CompiledNode = {
  id: string
  name: string
  definition: NodeDefinition
  config: Record<string, unknown>
}

/** A drawing that can be executed: nodes by id, ways by output, and what the executor would else compute each time. */
export type CompiledWorkflow = {
  settings: WorkflowSettings
  nodes: ReadonlyMap<string, CompiledNode>
  /** Goals without a way in: an event that reaches one starts a run. */
  starts: string[]
  /** `from` -> `output` -> targets, in the order they were drawn. */
  next: ReadonlyMap<string, ReadonlyMap<string, string[]>>
  /** The kinds of events that some goal waits for. */
  listens: ReadonlySet<EventKind>
  /** Every node from which a node can be reached, directly or not (?13). */
  ancestors: ReadonlyMap<string, ReadonlySet<string>>
}

/** The graph of the nodes that could be read; edges to anything else are left out. */
export function graphOf(
  document: WorkflowDocument,
  nodes: ReadonlyMap<string, CompiledNode>,
): CompiledWorkflow {
  const next = new Map<string, Map<string, string[]>>()
  const previous = new Map<string, string[]>()
  for (const { from, output, to } of document.edges) {
    if (!nodes.has(from) || !nodes.has(to)) continue
    const outputs = next.get(from) ?? new Map<string, string[]>()
    outputs.set(output, [...(outputs.get(output) ?? []), to])
    next.set(from, outputs)
    previous.set(to, [...(previous.get(to) ?? []), from])
  }
  const goals = [...nodes.values()].filter(({ definition }) => definition.kind === 'goal')
  return {
    settings: document.settings,
    nodes,
    next,
    starts: goals.filter(({ id }) => !previous.has(id)).map(({ id }) => id),
    listens: new Set(goals.map(({ definition }) => (definition as GoalDefinition).on)), // goals, by the filter
    ancestors: new Map(
      goals.map(({ id }) => [id, reachableFrom(previous.get(id) ?? [], (at) => previous.get(at) ?? [])]),
    ),
  }
}

/** Where a node leads by one of its outputs. */
export function targetsOf(workflow: CompiledWorkflow, nodeId: string, output: string): string[] {
  return workflow.next.get(nodeId)?.get(output) ?? []
}

/** Where a node leads by any output. */
export function successorsOf(workflow: CompiledWorkflow, nodeId: string): string[] {
  return [...(workflow.next.get(nodeId)?.values() ?? [])].flat()
}

/** Everything that can be reached from the given nodes, these included. */
export function reachableFrom(from: string[], step: (nodeId: string) => string[]): Set<string> {
  const seen = new Set<string>()
  const open = [...from]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...step(at))
  }
  return seen
}
