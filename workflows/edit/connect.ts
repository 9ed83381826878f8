import type { WorkflowDocument, WorkflowEdge } from '../document/document'

/** Draws an edge. A second edge between the same output and node, or from a node to itself, is no edit. */
export function connect(document: WorkflowDocument, edge: WorkflowEdge): WorkflowDocument {
  return canConnect(document, edge) ? { ...document, edges: [...document.edges, edge] } : document
}

/** True when the edge can be drawn: both ends exist, differ and are not joined yet. */
export function canConnect(
  document: WorkflowDocument,
  { from, output, to }: Omit<WorkflowEdge, 'id'>,
): boolean {
  const exists = (nodeId: string) => document.nodes.some(({ id }) => id === nodeId)
  const isDrawn = document.edges.some(
    (edge) => edge.from === from && edge.output === output && edge.to === to,
  )
  return from !== to && !isDrawn && exists(from) && exists(to)
}
