import { catalogue } from '@/workflows/catalogue'
import type { NodeDefinition, NodeKind } from '@/workflows/define-node'

const groupOf: Record<NodeKind, string> = {
  goal: 'Goals',
  sequence: 'Sequences',
  branching: 'Logic',
  timer: 'Logic',
  action: 'Actions',
}

/** The catalogue in the groups of the palette, both in their own order. */
export const paletteGroups: { title: string; definitions: NodeDefinition[] }[] = [
  ...new Set(Object.values(groupOf)),
].map((title) => ({ title, definitions: catalogue.filter(({ kind }) => groupOf[kind] === title) }))
