import { expect, test } from 'vitest'
import { moveNodes } from '@/workflows/edit/move-nodes'
import { drawing } from '@/workflows/edit/testing/drawing'
import { toFlowEdges, toFlowNodes } from './to-flow'

const document = drawing({ nodes: ['a', 'b'], edges: ['a>b'] })
const nothing = { nodeIds: [], edgeIds: [] }

test('what React Flow measured stays in its nodes and never reaches the document', () => {
  const measured = toFlowNodes(document, nothing, []).map((node) => ({
    ...node,
    measured: { width: 200, height: 80 },
  }))
  const next = toFlowNodes(moveNodes(document, { a: { x: 5, y: 5 } }), nothing, measured)
  expect(next[0]).toMatchObject({ position: { x: 5, y: 5 }, measured: { width: 200, height: 80 } })
  expect(document.nodes[0]).not.toHaveProperty('measured')
})

test('only what changed becomes a new object, so that the other cards do not draw again', () => {
  const nodes = toFlowNodes(document, nothing, [])
  const moved = toFlowNodes(moveNodes(document, { a: { x: 5, y: 5 } }), nothing, nodes)
  expect(moved[0]).not.toBe(nodes[0])
  expect(moved[1]).toBe(nodes[1])
  const selected = toFlowNodes(document, { nodeIds: ['b'], edgeIds: [] }, nodes)
  expect(selected[0]).toBe(nodes[0])
  expect(selected[1]).toMatchObject({ selected: true })
  const edges = toFlowEdges(document, nothing, [])
  expect(toFlowEdges(moveNodes(document, { a: { x: 5, y: 5 } }), nothing, edges)[0]).toBe(edges[0])
})

test('a position being dragged survives a selection, and the document’s own does not overwrite it', () => {
  const dragged = toFlowNodes(document, nothing, []).map((node) => ({ ...node, position: { x: 77, y: 77 } }))
  expect(toFlowNodes(document, { nodeIds: ['a'], edgeIds: [] }, dragged)[0]?.position).toEqual({
    x: 77,
    y: 77,
  })
})
