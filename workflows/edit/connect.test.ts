import { expect, test } from 'vitest'
import { connect } from './connect'
import { drawing } from './testing/drawing'

const document = drawing({ nodes: ['a', 'b', 'c'], edges: ['a>b'] })

test('an edge is added', () => {
  const edge = { id: 'e', from: 'b', output: 'next', to: 'c' }
  expect(connect(document, edge).edges).toEqual([...document.edges, edge])
})

test.each([
  ['drawn already', { from: 'a', output: 'next', to: 'b' }],
  ['from a node to itself', { from: 'a', output: 'next', to: 'a' }],
  ['to a node that is not there', { from: 'a', output: 'next', to: 'gone' }],
  ['from a node that is not there', { from: 'gone', output: 'next', to: 'a' }],
])('an edge %s is no edit', (_case, edge) => {
  expect(connect(document, { id: 'e', ...edge })).toBe(document)
})
