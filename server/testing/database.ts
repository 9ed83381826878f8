import { randomBytes } from 'node:crypto'
import type { Document } from 'mongodb'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { ensureIndexes } from '../db/collections'
import { connectDatabase, database, disconnectDatabase } from '../db/connect'

/**
 * Gives this test file a database of its own in the real engine, with all indexes, empty before each test. Files that
 * run one after the other take turns with one, since making the indexes takes longer than most tests.
 * Call it once, at the top of the file.
 */
export function useTestDatabase(): void {
  beforeAll(async () => {
    await connectDatabase(uriOf(`test-${process.env.VITEST_POOL_ID}`))
    await ensureIndexes()
  })
  beforeEach(emptyDatabase)
  afterAll(disconnectDatabase)
}

/** The address of a new, empty database, for processes that a test starts itself. */
export function testDatabaseUri(): string {
  return uriOf(`test-${randomBytes(6).toString('hex')}`)
}

function uriOf(name: string): string {
  return inject('databaseUri').replace('/switchyard?', `/${name}?`)
}

/** Removes every document, keeping collections and indexes: the engine holds on to the files of dropped ones. */
export async function emptyDatabase(): Promise<void> {
  await Promise.all((await filledCollections()).map((name) => database().collection(name).deleteMany({})))
}

/** The names of the collections that have any document. */
export async function filledCollections(): Promise<string[]> {
  const collections = await database().listCollections({}, { nameOnly: true }).toArray()
  const names = collections.map(({ name }) => name).filter((name) => !name.startsWith('system.'))
  const parts = names.map((coll) => ({
    coll,
    pipeline: [{ $limit: 1 }, { $project: { _id: 0, coll: { $literal: coll } } }] as Document[],
  }))
  const [first, ...others] = parts
  if (!first) return []
  const filled = await database()
    .collection(first.coll)
    .aggregate([...first.pipeline, ...others.map(($unionWith) => ({ $unionWith }))])
    .toArray()
  return filled.map(({ coll }) => coll)
}
