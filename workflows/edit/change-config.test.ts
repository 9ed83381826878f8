import { expect, test } from 'vitest'
import { changeConfig } from './change-config'
import { drawing } from './testing/drawing'

test('the named settings change, others stay, and undefined removes', () => {
  const document = drawing({ nodes: ['a'], configs: { a: { tags: ['x'], criteria: null, extra: 1 } } })
  const changed = changeConfig(document, 'a', { tags: ['y'], extra: undefined })
  expect(changed.nodes[0]?.config).toEqual({ tags: ['y'], criteria: null })
})

test('removing a branch removes the edges that left by it, and only those', () => {
  const branches = [
    { id: 'hot', name: 'Hot', criteria: null },
    { id: 'warm', name: 'Warm', criteria: null },
  ]
  const document = drawing({
    nodes: ['d', 'x', 'y'],
    types: { d: 'decision' },
    configs: { d: { branches } },
    edges: ['d:hot>x', 'd:warm>y', 'd:else>y', 'x>y'],
  })
  const changed = changeConfig(document, 'd', { branches: branches.slice(1) })
  expect(changed.edges.map(({ id }) => id)).toEqual(['d:warm>y', 'd:else>y', 'x>y'])
})

test('a node of an unknown type keeps its edges', () => {
  const document = drawing({ nodes: ['a', 'b'], types: { a: 'of-tomorrow' }, edges: ['a:odd>b'] })
  expect(changeConfig(document, 'a', { x: 1 }).edges).toBe(document.edges)
})

test('the value it has already is no edit', () => {
  const document = drawing({ nodes: ['a'], configs: { a: { by: 5 } } })
  expect(changeConfig(document, 'a', { by: 5 })).toBe(document)
})
