import type { WorkflowDocument } from '../document/document'
import type { Position } from './add-node'

/** Puts nodes at new positions; the document itself when nothing moves. */
export function moveNodes(document: WorkflowDocument, positions: Record<string, Position>): WorkflowDocument {
  let hasMoved = false
  const nodes = document.nodes.map((node) => {
    const position = positions[node.id]
    if (!position || (position.x === node.position.x && position.y === node.position.y)) return node
    hasMoved = true
    return { ...node, position: { x: position.x, y: position.y } }
  })
  return hasMoved ? { ...document, nodes } : document
}
