import { expect, test } from 'vitest'
import { catalogue } from '../catalogue'
import { emptyDocument } from '../document/document'
import { addNode } from './add-node'

test.each(catalogue.map((definition) => [definition.type, definition] as const))(
  'a fresh %s holds a copy of what its definition calls initial',
  (type, definition) => {
    const { nodes } = addNode(emptyDocument, { id: 'n', definition, position: { x: 1, y: 2 } })
    expect(nodes).toEqual([
      { id: 'n', type, name: definition.title, config: definition.initial, position: { x: 1, y: 2 } },
    ])
    expect(nodes[0]?.config).not.toBe(definition.initial)
  },
)
