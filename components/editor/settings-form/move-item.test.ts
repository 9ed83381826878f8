import { expect, test } from 'vitest'
import { moveItem } from './move-item'

test.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, 2, ['a', 'c', 'b']],
])('the item at %i moves to %i', (from, to, expected) => {
  expect(moveItem(['a', 'b', 'c'], from, to)).toEqual(expected)
})

test.each([
  [0, -1],
  [2, 3],
  [1, 1],
])('from %i to %i changes nothing', (from, to) => {
  const list = ['a', 'b', 'c']
  expect(moveItem(list, from, to)).toBe(list)
})
