import { expect, test } from 'vitest'
import { niceTop } from './nice-top'

test.each([
  [0, 2],
  [1, 2],
  [2, 2],
  [3, 4],
  [5, 6],
  [9, 10],
  [10, 10],
  [11, 20],
  [41, 60],
  [99, 100],
  [1234, 2000],
])('an axis that holds %i ends at %i', (most, top) => {
  expect(niceTop(most)).toBe(top)
})
