import { z } from 'zod'
import { edgeSchema, nodeSchema, type WorkflowDocument } from '../document/document'

/** A piece of a drawing on its way to somewhere else: some nodes and the edges between them. */
export const fragmentSchema = z.object({ nodes: z.array(nodeSchema).min(1), edges: z.array(edgeSchema) })
export type Fragment = z.infer<typeof fragmentSchema>

/** Takes nodes and the edges between them out of a document, which stays as it is. */
export function copyNodes(document: WorkflowDocument, nodeIds: string[]): Fragment {
  const chosen = new Set(nodeIds)
  return {
    nodes: document.nodes.filter(({ id }) => chosen.has(id)),
    edges: document.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
  }
}
