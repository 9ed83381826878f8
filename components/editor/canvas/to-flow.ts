import { type Edge, MarkerType, type Node } from '@xyflow/react'
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from '@/workflows/document/document'
import type { Selection } from '../editor-store'
import { nameOf, titleOf } from '../node-view'

/** What a card draws. The node is the document's own object, so a card draws again only when that changes. */
export type FlowNode = Node<{ node: WorkflowNode }, 'card'>
export type FlowEdge = Edge<{ edge: WorkflowEdge }, 'connection'>

/**
 * React Flow's nodes for a document. They are its own objects, never the document's, because it writes what it
 * measured into them; one that has not changed is handed back as it was.
 */
export function toFlowNodes(
  { nodes }: WorkflowDocument,
  { nodeIds }: Selection,
  previous: FlowNode[],
): FlowNode[] {
  const known = new Map(previous.map((flowNode) => [flowNode.id, flowNode]))
  const selected = new Set(nodeIds)
  return nodes.map((node) => {
    const old = known.get(node.id)
    const isSelected = selected.has(node.id)
    if (old?.data.node === node && old.selected === isSelected) return old
    return {
      ...old,
      ...(old?.data.node === node ? {} : drawnFrom(node)),
      id: node.id,
      selected: isSelected,
    } as FlowNode // every part comes from the old node or from `drawnFrom`
  })
}

function drawnFrom(node: WorkflowNode) {
  return {
    type: 'card' as const,
    position: { ...node.position },
    data: { node },
    ariaLabel: `${titleOf(node.type)}: ${nameOf(node)}`,
    domAttributes: { 'data-node-id': node.id } as FlowNode['domAttributes'], // data attributes are not in React's types
  }
}

/** React Flow's edges for a document; one that has not changed is handed back as it was. */
export function toFlowEdges(
  { nodes, edges }: WorkflowDocument,
  { edgeIds }: Selection,
  previous: FlowEdge[],
): FlowEdge[] {
  const known = new Map(previous.map((flowEdge) => [flowEdge.id, flowEdge]))
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]))
  const selected = new Set(edgeIds)
  return edges.map((edge) => {
    const old = known.get(edge.id)
    const isSelected = selected.has(edge.id)
    const ariaLabel = `Connection from ${names.get(edge.from) ?? '?'} to ${names.get(edge.to) ?? '?'}`
    if (old?.data?.edge === edge && old.selected === isSelected && old.ariaLabel === ariaLabel) return old
    return {
      id: edge.id,
      type: 'connection',
      source: edge.from,
      sourceHandle: edge.output,
      target: edge.to,
      selected: isSelected,
      data: { edge },
      ariaLabel,
      markerEnd: { type: MarkerType.ArrowClosed, width: 18, height: 18 },
    }
  })
}
