import { expect, test } from 'vitest'
import { removeNodes } from './remove-nodes'
import { drawing } from './testing/drawing'

const document = drawing({ nodes: ['a', 'b', 'c'], edges: ['a>b', 'b>c', 'a>c'] })

test('a removed node takes its edges along, in and out', () => {
  const { nodes, edges } = removeNodes(document, ['b'])
  expect(nodes.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(edges.map(({ id }) => id)).toEqual(['a>c'])
})

test('an unknown node is no edit', () => {
  expect(removeNodes(document, ['gone'])).toBe(document)
})
