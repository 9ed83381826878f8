import { expect, test } from 'vitest'
import { fuzzWebProcess } from './fuzz-web-process'

test('20,000 fuzzed requests to the tracking paths: every one that is HTTP is answered, none with 500 or above, by one and the same process', async () => {
  const { requests, statuses, broken, silent, isAlive } = await fuzzWebProcess({ requests: 20_000, seed: 7 })
  expect(requests).toBeGreaterThanOrEqual(20_000)
  expect({ broken, silent, isAlive }).toEqual({ broken: [], silent: [], isAlive: true })
  // It met every kind of answer, so it went everywhere.
  expect(Object.keys(statuses)).toEqual(
    expect.arrayContaining(['200', '204', '302', '400', '404', '405', '414']),
  )
}, 300_000)
