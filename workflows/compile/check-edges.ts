import { definitionFor } from '../catalogue'
import { outputsOf } from '../define-node'
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from '../document/document'
import type { Problem } from './problem'

/** Every edge must join two nodes, by an output that the first one has, and only once. */
export function checkEdges(document: WorkflowDocument): Problem[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  const ids = new Set<string>()
  return document.edges.flatMap((edge) => {
    const key = JSON.stringify([edge.from, edge.output, edge.to])
    const message = ids.has(edge.id)
      ? 'Two connections have the same id. Draw one of them again.'
      : wrongWith(edge, nodes)
    const isTwin = seen.has(key)
    ids.add(edge.id)
    seen.add(key)
    if (isTwin) return [problem(edge, 'This connection is drawn twice. Remove one.')]
    return message ? [problem(edge, message)] : []
  })
}

function wrongWith(edge: WorkflowEdge, nodes: Map<string, WorkflowNode>): string | null {
  const from = nodes.get(edge.from)
  const to = nodes.get(edge.to)
  if (!from || !to) return 'A connection leads to a node that is not there. Draw it again.'
  const source = definitionFor(from.type)
  const target = definitionFor(to.type)
  if (source && !outputsOf(source, from.config).some(({ id }) => id === edge.output))
    return `“${from.name}” no longer has the branch this connection leaves by. Draw it from another one.`
  if (target?.kind === 'goal' && target.onlyStarts)
    return `“${to.name}” starts a workflow, so nothing can lead to it. Remove the connection.`
  return null
}

function problem(edge: WorkflowEdge, message: string): Problem {
  return { code: 'invalid-edge', nodeId: edge.from, field: null, message }
}
