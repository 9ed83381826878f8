import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterEach, expect, inject, test, vi } from 'vitest'
import { testDatabaseUri } from '../testing/database'
import { connectDatabase, database, disconnectDatabase } from './connect'
import { writeUriFile } from './embedded/uri-file'

afterEach(async () => {
  await disconnectDatabase()
  vi.unstubAllEnvs()
  vi.resetModules()
})

test('before a connection, database() says that there is none', () => {
  expect(() => database()).toThrow(expect.objectContaining({ code: 'unavailable' }))
})

test('connecting twice gives the same connection', async () => {
  const uri = testDatabaseUri()
  const [first, second] = await Promise.all([connectDatabase(uri), connectDatabase(uri)])
  expect(second).toBe(first)
  expect(database()).toBe(mongoose.connection.db)
})

test('a second copy of this module in the process uses the connection of the first', async () => {
  await connectDatabase(testDatabaseUri())
  vi.resetModules()
  const copy = await import('./connect')
  expect(copy.database).not.toBe(database)
  expect(copy.database()).toBe(database())
  expect(await copy.connectDatabase()).toBe(mongoose.connection)
})

test('writes are acknowledged when they are in the journal', async () => {
  await connectDatabase(testDatabaseUri())
  expect(database().writeConcern).toMatchObject({ journal: true })
})

test('an address without a database name means the one called switchyard', async () => {
  await connectDatabase(inject('databaseUri').replace('/switchyard?', '/?'))
  expect(database().databaseName).toBe('switchyard')
})

test('operators in what users send do not become operators of a query', async () => {
  await connectDatabase(testDatabaseUri())
  const things = mongoose.model('Thing', new mongoose.Schema({ name: String }), 'things')
  await database().collection('things').insertOne({ name: 'one' })
  // What a request body may hold in spite of its type.
  const name = { $ne: null } as unknown as string
  expect(await things.findOne({ name }).catch((error) => error.name)).toBe('CastError')
  mongoose.deleteModel('Thing')
})

test('it waits for the address that the database process leaves in the data folder', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-connect-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('MONGODB_URI', '')
  vi.resetModules()
  const fresh = await import('./connect')
  const connecting = fresh.connectDatabase()
  const uri = testDatabaseUri()
  setImmediate(() => writeUriFile(dataDir, uri))
  await connecting
  expect(uri).toContain(`/${fresh.database().databaseName}?`)
  rmSync(dataDir, { recursive: true })
})
