import { expect, test } from 'vitest'
import { copyNodes } from './copy-nodes'
import { pasteNodes } from './paste-nodes'
import { countingIds, drawing } from './testing/drawing'

const document = drawing({
  nodes: ['s', 'm', 'other'],
  types: { s: 'sequence', m: 'move-to-sequence' },
  configs: {
    s: { steps: [{ id: 'step', type: 'move-to-sequence', config: { nodeId: 's' } }] },
    m: { nodeId: 's' },
  },
  edges: ['s>m', 'm>other'],
})
const offset = { x: 40, y: 30 }

test('copies get new ids, free names and their own edges; the originals stay', () => {
  const fragment = copyNodes(document, ['s', 'm'])
  const pasted = pasteNodes(document, { fragment, offset, makeId: countingIds() })
  expect(pasted.nodeIds).toEqual(['new-1', 'new-2'])
  expect(pasted.document.nodes.slice(0, 3)).toEqual(document.nodes)
  expect(pasted.document.nodes.slice(3).map(({ id, name, position }) => ({ id, name, position }))).toEqual([
    { id: 'new-1', name: 's 2', position: { x: 40, y: 30 } },
    { id: 'new-2', name: 'm 2', position: { x: 140, y: 30 } },
  ])
  expect(pasted.document.edges.slice(2)).toEqual([
    { id: 'new-3', from: 'new-1', output: 'next', to: 'new-2' },
  ])
})

test('a copied action points to the copied sequence, in steps too, when both were copied', () => {
  const fragment = copyNodes(document, ['s', 'm'])
  const { document: after } = pasteNodes(document, { fragment, offset, makeId: countingIds() })
  expect(after.nodes[4]?.config).toEqual({ nodeId: 'new-1' })
  expect(after.nodes[3]?.config).toEqual({
    steps: [{ id: 'step', type: 'move-to-sequence', config: { nodeId: 'new-1' } }],
  })
})

test('a copied action alone still points to the original sequence', () => {
  const fragment = copyNodes(document, ['m'])
  const { document: after } = pasteNodes(document, { fragment, offset, makeId: countingIds() })
  expect(after.nodes[3]?.config).toEqual({ nodeId: 's' })
})
