import { expect, test } from 'vitest'
import { disconnect } from './disconnect'
import { drawing } from './testing/drawing'

const document = drawing({ nodes: ['a', 'b'], edges: ['a>b', 'b>a'] })

test('only the named edge goes', () => {
  expect(disconnect(document, ['a>b']).edges.map(({ id }) => id)).toEqual(['b>a'])
})

test('an unknown edge is no edit', () => {
  expect(disconnect(document, ['gone'])).toBe(document)
})
