import { expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database'
import { capabilitiesFrom, databaseCapabilities } from './capabilities'

useTestDatabase()

test('the embedded database has neither transactions nor change streams', async () => {
  expect(await databaseCapabilities()).toEqual({ transactions: false, changeStreams: false })
})

test.each([
  ['a replica set has both', { setName: 'rs0', logicalSessionTimeoutMinutes: 30 }, true],
  ['a sharded cluster has both', { msg: 'isdbgrid', logicalSessionTimeoutMinutes: 30 }, true],
  ['a single server has neither', { logicalSessionTimeoutMinutes: 30 }, false],
])('%s', (_promise, hello, both) => {
  expect(capabilitiesFrom(hello)).toEqual({ transactions: both, changeStreams: both })
})
