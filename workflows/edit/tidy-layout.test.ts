import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawing } from './testing/drawing'
import { tidyLayout } from './tidy-layout'

const size = { width: 200, height: 80 }
const layout = (document: ReturnType<typeof drawing>) => {
  const { nodes } = tidyLayout(document, () => size)
  return Object.fromEntries(nodes.map(({ id, position }) => [id, position]))
}

test('every node stands to the right of all that lead to it', () => {
  const at = layout(drawing({ nodes: ['a', 'b', 'c', 'd'], edges: ['a>b', 'b>c', 'a>c', 'c>d'] }))
  expect([at.a?.x, at.b?.x, at.c?.x, at.d?.x]).toEqual([0, 290, 580, 870])
})

test('a drawing with a cycle is laid out too', () => {
  const at = layout(drawing({ nodes: ['a', 'b', 'c'], edges: ['a>b', 'b>c', 'c>a', 'b>b'] }))
  expect([at.a?.x, at.b?.x, at.c?.x]).toEqual([0, 290, 580])
})

test('no two cards overlap, whatever is drawn', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const end = fc.constantFrom(...ids)
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end)), (pairs) => {
      const places = Object.values(layout(drawing({ nodes: ids, edges: pairs.map(([a, b]) => `${a}>${b}`) })))
      for (const [index, one] of places.entries()) {
        for (const other of places.slice(index + 1)) {
          const isApart = Math.abs(one.x - other.x) >= size.width || Math.abs(one.y - other.y) >= size.height
          expect(isApart).toBe(true)
        }
      }
    }),
  )
})
