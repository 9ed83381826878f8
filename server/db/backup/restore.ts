import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BSON, type Document, type IndexDescription } from 'mongodb'
import { AppError } from '../../errors'
import { database } from '../connect'
import type { BackupCounts } from './backup'

const BATCH_BYTES = 8_000_000
const METADATA = '.metadata.json'

/**
 * Fills the connected, empty database from a folder that `backup` (or `mongodump`) wrote.
 * @throws AppError 'conflict' when the database is not empty, or DATA_DIR holds another secret
 */
export async function restore({
  folder,
  dataDir,
}: {
  folder: string
  dataDir: string
}): Promise<BackupCounts> {
  const names = (await readdir(folder))
    .filter((file) => file.endsWith(METADATA))
    .map((file) => file.slice(0, -METADATA.length))
  await refuseWhenFilled()
  await restoreSecret(folder, dataDir)
  let documents = 0
  for (const name of names) {
    const collection = database().collection(name)
    for await (const batch of batchesOf(join(folder, `${name}.bson`))) {
      documents += (await collection.insertMany(batch, { ordered: false })).insertedCount
    }
    const indexes = indexesOf(await readFile(join(folder, name + METADATA), 'utf8'))
    if (indexes.length > 0) await collection.createIndexes(indexes)
  }
  return { collections: names.length, documents }
}

async function refuseWhenFilled(): Promise<void> {
  for (const { name } of await database().listCollections().toArray()) {
    if (name.startsWith('system.') || !(await database().collection(name).findOne())) continue
    throw new AppError('conflict', {
      message: `restore into a database that has documents in ${name}`,
      userMessage:
        'The database is not empty. Restore into an empty one: set DATA_DIR or MONGODB_URI to a new place.',
    })
  }
}

async function restoreSecret(folder: string, dataDir: string): Promise<void> {
  const kept = join(folder, 'secret')
  const own = join(dataDir, 'secret')
  if (!existsSync(kept)) return
  if (existsSync(own) && (await readFile(own, 'utf8')) !== (await readFile(kept, 'utf8'))) {
    throw new AppError('conflict', {
      message: 'restore over another secret',
      userMessage: `${own} is not the secret of this backup. Move it away, then restore again.`,
    })
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await copyFile(kept, own)
}

/** Documents one after the other, each of which begins with its own length. */
async function* batchesOf(file: string): AsyncGenerator<Document[]> {
  let rest = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: BATCH_BYTES })) {
    rest = Buffer.concat([rest, chunk])
    const batch: Document[] = []
    let at = 0
    while (rest.length - at >= 4 && rest.length - at >= rest.readInt32LE(at)) {
      const end = at + rest.readInt32LE(at)
      // Numbers keep the width that they were stored with.
      batch.push(BSON.deserialize(rest.subarray(at, end), { promoteValues: false }))
      at = end
    }
    rest = rest.subarray(at)
    if (batch.length > 0) yield batch
  }
  if (rest.length > 0) throw new Error(`${file} ends in the middle of a document`)
}

function indexesOf(metadata: string): IndexDescription[] {
  const { indexes = [] } = BSON.EJSON.parse(metadata) as {
    indexes?: (IndexDescription & { v?: number; ns?: string })[]
  }
  return indexes.filter(({ name }) => name !== '_id_').map(({ v, ns, ...index }) => index)
}
