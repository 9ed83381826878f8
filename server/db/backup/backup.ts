import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { BSON, type Collection } from 'mongodb'
import { database } from '../connect'

export type BackupCounts = { collections: number; documents: number }

/**
 * Writes every collection of the connected database to a new folder, in the form that `mongodump` uses, so that
 * `mongorestore` can read it too; and the secret, without which tracked links that were sent are not recognised.
 * It can run while Switchyard does; each document is then as it was when its turn came.
 *
 * @throws Error (EEXIST) when the folder is there already
 */
export async function backup({
  folder,
  dataDir,
}: {
  folder: string
  dataDir: string
}): Promise<BackupCounts> {
  await mkdir(folder, { mode: 0o700 })
  const counts: BackupCounts = { collections: 0, documents: 0 }
  for (const { name, type } of await database().listCollections({}, { nameOnly: false }).toArray()) {
    if (type === 'view' || name.startsWith('system.')) continue
    const collection = database().collection(name)
    counts.documents += await writeDocuments(collection, join(folder, `${name}.bson`))
    counts.collections++
    const metadata = { collectionName: name, options: {}, indexes: await collection.indexes() }
    await writeFile(join(folder, `${name}.metadata.json`), BSON.EJSON.stringify(metadata, { relaxed: false }))
  }
  // A secret that is set in the environment is not ours to keep.
  await copyFile(join(dataDir, 'secret'), join(folder, 'secret')).catch(() => {})
  return counts
}

async function writeDocuments(collection: Collection, file: string): Promise<number> {
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  let written = 0
  // With `raw`, a document is the Buffer that came over the wire.
  for await (const document of collection.find<Buffer>({}, { raw: true })) {
    if (!out.write(document)) await once(out, 'drain')
    written++
  }
  out.end()
  await finished(out)
  return written
}
