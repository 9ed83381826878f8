import { expect, test } from 'vitest'
import { freePlace } from './free-place'

const size = { width: 100, height: 50 }

test('a free place is taken as it is wanted', () => {
  expect(freePlace({ x: 0, y: 0 }, size, [{ x: 100, y: 0, ...size }])).toEqual({ x: 0, y: 0 })
})

test('a taken place leads to the next free one below', () => {
  const taken = [
    { x: 0, y: 0, ...size },
    { x: 50, y: 70, ...size },
  ]
  expect(freePlace({ x: 10, y: 10 }, size, taken)).toEqual({ x: 10, y: 150 })
})
