import type { WorkflowDocument } from '../document/document'
import type { Position } from './add-node'
import { moveNodes } from './move-nodes'

export type Size = { width: number; height: number }

const gap = { column: 90, row: 40 }

/**
 * Lays the drawing out from left to right: a node stands in the column after the last node that leads to it,
 * and near the middle of those. `sizeOf` gives the drawn size of a node in pixels.
 */
export function tidyLayout(document: WorkflowDocument, sizeOf: (nodeId: string) => Size): WorkflowDocument {
  const columns = orderedColumns(document)
  const heights = columns.map((ids) => sum(ids.map((id) => sizeOf(id).height)) + gap.row * (ids.length - 1))
  const tallest = Math.max(0, ...heights)
  const positions: Record<string, Position> = {}
  let x = 0
  columns.forEach((ids, index) => {
    let y = (tallest - (heights[index] ?? 0)) / 2
    for (const id of ids) {
      positions[id] = { x: Math.round(x), y: Math.round(y) }
      y += sizeOf(id).height + gap.row
    }
    x += Math.max(...ids.map((id) => sizeOf(id).width)) + gap.column
  })
  return moveNodes(document, positions)
}

/** Node ids by column; inside a column ordered by the mean row of what leads to them. */
function orderedColumns(document: WorkflowDocument): string[][] {
  const columnOf = columnsByLongestPath(document)
  const columns: string[][] = []
  for (const { id } of document.nodes) {
    const column = columnOf.get(id) ?? 0
    while (columns.length <= column) columns.push([])
    columns[column]?.push(id)
  }
  const rowOf = new Map<string, number>()
  const sourcesOf = new Map<string, string[]>()
  for (const { from, to } of document.edges) sourcesOf.set(to, [...(sourcesOf.get(to) ?? []), from])
  return columns.map((ids) => {
    const rank = (id: string, own: number) => {
      const rows = (sourcesOf.get(id) ?? []).flatMap((from) => rowOf.get(from) ?? [])
      return rows.length ? sum(rows) / rows.length : own
    }
    const ranked = ids.map((id, own) => ({ id, rank: rank(id, own) })).sort((a, b) => a.rank - b.rank)
    ranked.forEach(({ id }, row) => {
      rowOf.set(id, row)
    })
    return ranked.map(({ id }) => id)
  })
}

/** The column of each node: the longest way to it. An edge that closes a cycle is left out. */
function columnsByLongestPath({ nodes, edges }: WorkflowDocument): Map<string, number> {
  const targetsOf = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  for (const { from, to } of edges) targetsOf.get(from)?.push(to)
  const columnOf = new Map<string, number>()
  for (const id of withoutCycles(nodes, targetsOf)) {
    const column = columnOf.get(id) ?? 0
    columnOf.set(id, column)
    for (const to of targetsOf.get(id) ?? []) {
      columnOf.set(to, Math.max(columnOf.get(to) ?? 0, column + 1))
    }
  }
  return columnOf
}

/** Ids so that every edge points forward; removes from `targetsOf` the edges that close a cycle. */
function withoutCycles(nodes: { id: string }[], targetsOf: Map<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const backwards: string[] = []
  for (const { id: root } of nodes) {
    const path = state.has(root) ? [] : [{ id: root, next: 0 }]
    state.set(root, state.get(root) ?? 'open')
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const targets = targetsOf.get(top.id) ?? []
      const to = targets[top.next]
      if (to === undefined) {
        state.set(top.id, 'done')
        backwards.push(top.id)
        path.pop()
      } else if (state.get(to) === 'open' || !targetsOf.has(to)) {
        targets.splice(top.next, 1)
      } else {
        top.next += 1
        if (!state.has(to)) {
          state.set(to, 'open')
          path.push({ id: to, next: 0 })
        }
      }
    }
  }
  return backwards.reverse()
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
