import { expect, test } from 'vitest'
import { lookAgain } from './look-again'

test('a list looks for what is new until more than its first page is loaded', () => {
  const everySecond = lookAgain(1_000)
  expect(everySecond({ state: {} })).toBe(1_000)
  expect(everySecond({ state: { data: { pages: [1] } } })).toBe(1_000)
  expect(everySecond({ state: { data: { pages: [1, 2] } } })).toBe(false)
})
