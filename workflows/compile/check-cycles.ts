import { executableSteps } from './executable-steps'
import { type CompiledNode, type CompiledWorkflow, successorsOf } from './graph'
import type { Problem } from './problem'

/**
 * A cycle is refused unless every way round it waits: for a clock, or for an event at a goal. Without a wait one
 * click would go round for ever; a wait for a date, which will have passed, is none. Moves of actions count as ways.
 */
export function checkCycles(graph: CompiledWorkflow): Problem[] {
  const restless = [...graph.nodes.values()].filter((node) => !doesWait(node)).map(({ id }) => id)
  const isRestless = new Set(restless)
  const step = (id: string) =>
    [...successorsOf(graph, id), ...leadsTo(graph, id)].filter((to) => isRestless.has(to))
  return cyclesAmong(restless, step).map((cycle) => {
    const names = [...cycle, cycle[0] ?? ''].map((id) => `“${graph.nodes.get(id)?.name ?? id}”`)
    const message = `This goes round without a wait: ${names.join(' → ')}. Add a wait for a time, or remove a connection.`
    return { code: 'cycle', nodeId: cycle[0] ?? null, field: null, message }
  })
}

/** The nodes an action (as a node, or as a step) leads to without an edge. */
export function leadsTo(graph: CompiledWorkflow, nodeId: string): string[] {
  const node = graph.nodes.get(nodeId)
  if (!node) return []
  return [node, ...executableSteps(node)].flatMap(({ definition, config }) =>
    definition.kind === 'action'
      ? targetsOf(definition.leadsTo, config).filter((to) => graph.nodes.has(to))
      : [],
  )
}

function targetsOf(
  leads: ((config: never) => string[]) | undefined,
  config: Record<string, unknown>,
): string[] {
  return leads?.(config as never) ?? [] // the config was parsed by the definition it belongs to, or is half-filled text
}

function doesWait(node: CompiledNode): boolean {
  if (node.definition.kind === 'goal') return true
  return [node, ...executableSteps(node)].some(
    ({ definition, config }) => definition.kind === 'timer' && definition.takesTime(config),
  )
}

/** One cycle for each group of nodes that lead round to each other; depth first, each node once. */
function cyclesAmong(nodes: string[], step: (id: string) => string[]): string[][] {
  const state = new Map<string, 'open' | 'closed'>()
  const cycles: string[][] = []
  for (const start of nodes) {
    const path: { id: string; left: string[] }[] = []
    const enter = (id: string) => {
      state.set(id, 'open')
      path.push({ id, left: step(id) })
    }
    if (!state.has(start)) enter(start)
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = top.left.shift()
      if (to === undefined) {
        state.set(top.id, 'closed')
        path.pop()
      } else if (!state.has(to)) enter(to)
      else if (state.get(to) === 'open')
        cycles.push(path.slice(path.findIndex(({ id }) => id === to)).map(({ id }) => id))
    }
  }
  return cycles
}
