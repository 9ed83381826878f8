import { afterEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { setClock } from './clock'
import { noteStarts, StartLatencies, startLatency, sweepStarts, writeStarts } from './start-latency'

useTestDatabase()
afterEach(() => setClock(null))

const at = (time: string) => setClock(() => new Date(`2026-03-01T${time}Z`))

/** Every time from 1 to `most` ms, once. */
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1)

test('?7: nobody clicked, nothing is said', async () => {
  expect(await startLatency()).toBeNull()
})

test('?7: half and 95 of 100 are as of a sorted list, to a tenth', async () => {
  at('10:00:00')
  noteStarts(upTo(2000))
  await writeStarts()
  const latency = await startLatency()
  expect(latency?.clicks).toBe(2000)
  expect(Math.abs((latency?.p50Ms ?? 0) - 1000)).toBeLessThan(100)
  expect(Math.abs((latency?.p95Ms ?? 0) - 1900)).toBeLessThan(190)
})

test.each([
  [1000, 0],
  [1000.5, 1],
  [3_599_999, 1],
  [-20, 0],
])('?7: a click that waited %d ms makes %i late', async (ms, late) => {
  noteStarts([ms])
  await writeStarts()
  expect(await startLatency()).toMatchObject({ clicks: 1, late })
})

test('a click of more than an hour ago, of before a long stop, says nothing about the last hour', async () => {
  noteStarts([3_600_001])
  await writeStarts()
  expect(await startLatency()).toBeNull()
})

test('minutes add up, those of more than an hour ago are not shown, and those of days ago forgotten', async () => {
  at('10:00:00')
  noteStarts([5])
  await writeStarts()
  noteStarts([5, 5])
  await writeStarts()
  at('10:01:00')
  noteStarts([5])
  await writeStarts()
  expect(await collectionOf(StartLatencies).countDocuments()).toBe(2)
  expect((await startLatency())?.clicks).toBe(4)
  at('11:00:30')
  expect((await startLatency())?.clicks).toBe(1)
  setClock(() => new Date('2026-03-03T10:00:30Z'))
  expect(await sweepStarts()).toBe(1)
})
