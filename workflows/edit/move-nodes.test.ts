import { expect, test } from 'vitest'
import { moveNodes } from './move-nodes'
import { drawing } from './testing/drawing'

test('only the named nodes move; the others stay the same objects', () => {
  const document = drawing({ nodes: ['a', 'b'] })
  const moved = moveNodes(document, { b: { x: 7, y: 8 } })
  expect(moved.nodes[1]?.position).toEqual({ x: 7, y: 8 })
  expect(moved.nodes[0]).toBe(document.nodes[0])
})

test('moving to where a node already stands is no edit', () => {
  const document = drawing({ nodes: ['a', 'b'] })
  expect(moveNodes(document, { a: { x: 0, y: 0 }, gone: { x: 1, y: 1 } })).toBe(document)
})
