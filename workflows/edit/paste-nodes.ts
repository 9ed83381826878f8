import type { WorkflowDocument } from '../document/document'
import type { Position } from './add-node'
import type { Fragment } from './copy-nodes'
import { freeName } from './free-name'

/**
 * Adds a fragment under new ids, moved by `offset`. What its nodes point to inside the fragment (a sequence to
 * move to) then points to the copies; everything else stays. Returns the ids of the new nodes, to select them.
 */
export function pasteNodes(
  document: WorkflowDocument,
  { fragment, offset, makeId }: { fragment: Fragment; offset: Position; makeId: () => string },
): { document: WorkflowDocument; nodeIds: string[] } {
  const newIds = new Map(fragment.nodes.map(({ id }) => [id, makeId()]))
  const renewed = (id: string) => newIds.get(id) ?? id
  let pasted = document
  for (const node of fragment.nodes) {
    const copy = {
      ...node,
      id: renewed(node.id),
      name: freeName(pasted, node.name),
      config: renewIds(node.config, renewed) as Record<string, unknown>, // a record stays a record
      position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
    }
    pasted = { ...pasted, nodes: [...pasted.nodes, copy] }
  }
  const edges = fragment.edges.map(({ from, output, to }) => ({
    id: makeId(),
    from: renewed(from),
    output,
    to: renewed(to),
  }))
  return { document: { ...pasted, edges: [...pasted.edges, ...edges] }, nodeIds: [...newIds.values()] }
}

/** A deep copy in which every string that is exactly an old id is the new one; ids are random, so nothing else is. */
function renewIds(value: unknown, renewed: (id: string) => string): unknown {
  if (typeof value === 'string') return renewed(value)
  if (Array.isArray(value)) return value.map((item) => renewIds(item, renewed))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renewIds(item, renewed)]))
}
