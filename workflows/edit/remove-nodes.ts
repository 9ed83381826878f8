import type { WorkflowDocument } from '../document/document'

/** Removes nodes and every edge that touches them. */
export function removeNodes(document: WorkflowDocument, nodeIds: string[]): WorkflowDocument {
  const gone = new Set(nodeIds)
  const nodes = document.nodes.filter(({ id }) => !gone.has(id))
  if (nodes.length === document.nodes.length) return document
  const edges = document.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to))
  return { ...document, nodes, edges }
}
