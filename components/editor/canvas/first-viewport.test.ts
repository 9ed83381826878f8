import { expect, test } from 'vitest'
import { boundsOf, firstViewport } from './first-viewport'

const card = (x: number, y: number) => ({ x, y, width: 240, height: 100 })

test('a small drawing is shown whole, in the middle, no larger than it is', () => {
  const cards = [card(0, 0), card(300, 0)]
  expect(firstViewport(boundsOf(cards), cards, { width: 1000, height: 600 })).toEqual({
    x: 230,
    y: 250,
    zoom: 1,
  })
})

test('a drawing that could not be read whole is shown from its leftmost card', () => {
  const cards = [card(3000, 0), card(-100, 500), card(1000, 0)]
  const { x, y, zoom } = firstViewport(boundsOf(cards), cards, { width: 800, height: 600 })
  expect(zoom).toBeGreaterThanOrEqual(0.6)
  expect(x + -100 * zoom).toBe(40)
  expect(y + 550 * zoom).toBe(300)
})
