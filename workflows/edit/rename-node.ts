import type { WorkflowDocument } from '../document/document'

/** Gives a node another name (KP-6); a blank name or the same one is no edit. */
export function renameNode(document: WorkflowDocument, nodeId: string, name: string): WorkflowDocument {
  const trimmed = name.trim()
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (!node || !trimmed || node.name === trimmed) return document
  const nodes = document.nodes.map((other) => (other === node ? { ...node, name: trimmed } : other))
  return { ...document, nodes }
}
