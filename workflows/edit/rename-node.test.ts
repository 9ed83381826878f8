import { expect, test } from 'vitest'
import { renameNode } from './rename-node'
import { drawing } from './testing/drawing'

const document = drawing({ nodes: ['a', 'b'], edges: ['a>b'] })

test('a node takes its new name, trimmed, and edges stay, because they hold ids', () => {
  const renamed = renameNode(document, 'a', '  Welcome ')
  expect(renamed.nodes[0]).toEqual({ ...document.nodes[0], name: 'Welcome' })
  expect(renamed.edges).toBe(document.edges)
})

test.each(['', '  ', 'a'])('the name “%s” is no edit', (name) => {
  expect(renameNode(document, 'a', name)).toBe(document)
})
