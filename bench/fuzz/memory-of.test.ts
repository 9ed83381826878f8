import { expect, test } from 'vitest'
import { memoryOf } from './memory-of'

const samplesOf = (memoryAt: (share: number) => number) =>
  Array.from({ length: 201 }, (_, n) => ({ requests: n * 5_000, memory: memoryAt(n / 200) }))

test('a heap that grows to its plateau ends where it was in the middle, whatever single samples say', () => {
  const samples = samplesOf((share) => Math.min(400, 150 + share * 1_000))
  const { afterWarmUp, middle, end, most, course } = memoryOf([
    ...samples.slice(0, -1),
    { requests: 1_000_000, memory: 900 },
  ])
  expect({ afterWarmUp, middle, end, most }).toEqual({ afterWarmUp: 150, middle: 400, end: 400, most: 900 })
  expect([Object.keys(course).length, course['5 %'], course['100 %']]).toEqual([20, 175, 400])
})

test('one that never stops growing does not', () => {
  const { middle, end } = memoryOf(samplesOf((share) => 150 + share * 250))
  expect(end - middle).toBeGreaterThan(64)
})
