import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { ensureIndexes } from '../db/collections'
import { connectDatabase, database, disconnectDatabase } from '../db/connect'

/**
 * Gives this test file a database of its own in the real engine, with all indexes, empty before each test.
 * Call it once, at the top of the file.
 */
export function useTestDatabase(): void {
  beforeAll(async () => {
    await connectDatabase(testDatabaseUri())
    await ensureIndexes()
  })
  beforeEach(emptyDatabase)
  afterAll(disconnectDatabase)
}

/** The address of a new, empty database, for processes that a test starts itself. */
export function testDatabaseUri(): string {
  return inject('databaseUri').replace('/switchyard?', `/test-${randomBytes(6).toString('hex')}?`)
}

/** Removes every document, keeping collections and indexes: the engine holds on to the files of dropped ones. */
export async function emptyDatabase(): Promise<void> {
  const collections = await database().collections()
  await Promise.all(collections.map((collection) => collection.deleteMany({})))
}
