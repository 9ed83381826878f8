import { type Criteria, fieldsReadBy } from '../criteria/criteria'
import { fieldLabel } from '../prospect-fields'
import { executableSteps } from './executable-steps'
import { type CompiledNode, type CompiledWorkflow, successorsOf } from './graph'
import type { Problem } from './problem'

type Part = { nodeId: string; name: string; field: string; reads: string[]; writes: string[] }

/**
 * Warns where a criterion reads a field that an earlier action of the same burst writes: it sees the original value,
 * not the new one (IR-13, ?6), which is right but surprising. A wait ends the burst; so does a goal.
 */
export function warnAboutSnapshot(graph: CompiledWorkflow): Problem[] {
  const warnings = new Map<string, Problem>()
  for (const burst of burstStarts(graph)) walkBurst(graph, burst, new Map(), new Set(), warnings)
  return [...warnings.values()]
}

/** A burst begins after a goal or a wait. */
function burstStarts(graph: CompiledWorkflow): string[] {
  return [...graph.nodes.values()].filter(endsBurst).flatMap(({ id }) => successorsOf(graph, id))
}

function endsBurst(node: CompiledNode): boolean {
  return node.definition.kind === 'goal' || node.definition.kind === 'timer'
}

function walkBurst(
  graph: CompiledWorkflow,
  nodeId: string,
  written: Map<string, string>,
  seen: Set<string>,
  warnings: Map<string, Problem>,
): void {
  const node = graph.nodes.get(nodeId)
  const visit = JSON.stringify([nodeId, ...written.keys()])
  if (!node || endsBurst(node) || seen.has(visit)) return
  seen.add(visit)
  let fields = new Map(written)
  for (const part of partsOf(node)) {
    if (part === 'wait') {
      fields = new Map()
      continue
    }
    warn(part, fields, warnings)
    for (const field of part.writes) fields.set(field, part.name)
  }
  for (const to of successorsOf(graph, nodeId)) walkBurst(graph, to, fields, seen, warnings)
}

function warn(part: Part, written: Map<string, string>, warnings: Map<string, Problem>): void {
  for (const read of part.reads) {
    const writer = written.get(read)
    if (!writer) continue
    const message = `Reads ${fieldLabel(read)}, which “${writer}” changes just before. The original value is used.`
    warnings.set(`${part.nodeId} ${part.field} ${read}`, {
      code: 'reads-changed-field',
      nodeId: part.nodeId,
      field: part.field,
      message,
    })
  }
}

function partsOf(node: CompiledNode): (Part | 'wait')[] {
  const own = part(node.id, node.name, '', node)
  const steps = executableSteps(node).map((step) =>
    step.definition.kind === 'timer'
      ? ('wait' as const)
      : part(node.id, step.definition.title, `steps.${step.index}.config.`, step),
  )
  return [own, ...steps]
}

function part(
  nodeId: string,
  name: string,
  prefix: string,
  { definition, config }: Pick<CompiledNode, 'definition' | 'config'>,
): Part {
  if (definition.kind === 'branching') {
    const reads = definition.reads?.(config as never) ?? [] // parsed config
    return { nodeId, name, field: `${prefix}branches`, reads, writes: [] }
  }
  if (definition.kind !== 'action') return { nodeId, name, field: prefix, reads: [], writes: [] }
  const reads = fieldsReadBy((config.criteria ?? null) as Criteria) // every action's config has criteria
  return {
    nodeId,
    name,
    field: `${prefix}criteria`,
    reads,
    writes: definition.writes?.(config as never) ?? [],
  }
}
