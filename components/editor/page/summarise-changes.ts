import type { WorkflowDocument, WorkflowNode } from '@/workflows/document/document'
import { describeReentry } from '@/workflows/document/reentry'
import { nameOf } from '../node-view'
import { isSameData } from './is-same-data'

export type ChangeSummary = {
  added: string[]
  removed: string[]
  changed: string[]
  /** Connections drawn or removed between nodes. */
  connections: number
  /** How often a prospect may start it from now on; null when that stays. */
  reentry: string | null
}

/** What publishing changes, by the names of nodes; moving cards about is no change of what happens. */
export function summariseChanges(before: WorkflowDocument, after: WorkflowDocument): ChangeSummary {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const kept = new Set(after.nodes.map(({ id }) => id))
  const namesOf = (nodes: WorkflowNode[]) => nodes.map(nameOf)
  const isChanged = (node: WorkflowNode) => {
    const twin = old.get(node.id)
    return twin !== undefined && !isSameData(withoutPosition(twin), withoutPosition(node))
  }
  return {
    added: namesOf(after.nodes.filter(({ id }) => !old.has(id))),
    removed: namesOf(before.nodes.filter(({ id }) => !kept.has(id))),
    changed: namesOf(after.nodes.filter(isChanged)),
    connections: countChanged(before, after) + countChanged(after, before),
    reentry: isSameData(before.settings, after.settings) ? null : describeReentry(after.settings.reentry),
  }
}

/** True when nothing that happens would change. */
export function isEmptySummary({ added, removed, changed, connections, reentry }: ChangeSummary): boolean {
  return added.length + removed.length + changed.length + connections === 0 && reentry === null
}

/** How many connections of the first drawing are not in the second. */
function countChanged(one: WorkflowDocument, other: WorkflowDocument): number {
  const keyOf = ({ from, output, to }: WorkflowDocument['edges'][number]) =>
    JSON.stringify([from, output, to])
  const keys = new Set(other.edges.map(keyOf))
  return one.edges.filter((edge) => !keys.has(keyOf(edge))).length
}

function withoutPosition({ position: _position, ...rest }: WorkflowNode) {
  return rest
}
