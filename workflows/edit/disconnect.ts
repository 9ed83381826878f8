import type { WorkflowDocument } from '../document/document'

/** Removes edges by id; unknown ids are no edit. */
export function disconnect(document: WorkflowDocument, edgeIds: string[]): WorkflowDocument {
  const edges = document.edges.filter(({ id }) => !edgeIds.includes(id))
  return edges.length === document.edges.length ? document : { ...document, edges }
}
