import { definitionFor } from '../catalogue'
import { outputsOf } from '../define-node'
import type { WorkflowDocument } from '../document/document'

/**
 * Sets some settings of a node and leaves the others; `undefined` removes a setting.
 * Edges that leave by a branch the node no longer has go with it.
 */
export function changeConfig(
  document: WorkflowDocument,
  nodeId: string,
  patch: Record<string, unknown>,
): WorkflowDocument {
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (!node || Object.entries(patch).every(([name, value]) => node.config[name] === value)) return document
  const entries = Object.entries({ ...node.config, ...patch }).filter(([, value]) => value !== undefined)
  const config = Object.fromEntries(entries)
  const nodes = document.nodes.map((other) => (other === node ? { ...node, config } : other))
  return { ...document, nodes, edges: edgesStillPossible(document, nodeId, node.type, config) }
}

function edgesStillPossible(
  { edges }: WorkflowDocument,
  nodeId: string,
  type: string,
  config: Record<string, unknown>,
) {
  const definition = definitionFor(type)
  if (!definition) return edges
  const outputs = new Set(outputsOf(definition, config).map(({ id }) => id))
  const kept = edges.filter(({ from, output }) => from !== nodeId || outputs.has(output))
  return kept.length === edges.length ? edges : kept
}
