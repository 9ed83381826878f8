import type { NodeDefinition } from '../define-node'
import type { WorkflowDocument } from '../document/document'
import { freeName } from './free-name'

export type Position = { x: number; y: number }

/** Puts a fresh node of a type on the canvas, holding what its definition calls initial, under a name not in use yet. */
export function addNode(
  document: WorkflowDocument,
  { id, definition, position }: { id: string; definition: NodeDefinition; position: Position },
): WorkflowDocument {
  const node = {
    id,
    type: definition.type,
    name: freeName(document, definition.title),
    config: structuredClone(definition.initial) as Record<string, unknown>, // a config is a record of its fields
    position,
  }
  return { ...document, nodes: [...document.nodes, node] }
}
