import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { BulkOperations } from './bulk-operation'
import { BulkFileParts, BulkFiles } from './files/bulk-file'
import { dropFile } from './files/drop-file'
import { forgottenMark } from './import/forgotten'
import { repeatsFileOf } from './import/repeats-file'

/**
 * When a person is erased: every file that may name them goes, and so that nothing is overlooked that is every
 * download and every upload nobody has used yet. Exports under way begin again; imports under way pass over rows with
 * their address. Harmless to repeat.
 * @param email null when they had none, or when it is no longer known
 */
export async function eraseFiles(email: string | null): Promise<void> {
  if (email) await passOver(email)
  await beginExportsAgain()
  const open = await findRows(BulkOperations, { isOpen: true }, { files: 1 }).toArray()
  const inUse = new Set(open.flatMap(({ _id, files }) => [files.source, repeatsFileOf(_id)]))
  const growing = new Set(open.map(({ files }) => files.errors))
  for (const { _id } of await findRows(BulkFiles, {}, { _id: 1 }).toArray()) {
    if (inUse.has(_id)) continue
    if (growing.has(_id)) await collectionOf(BulkFileParts).deleteMany({ file: _id }, { maxTimeMS: 60_000 })
    else await dropFile(_id)
  }
}

async function passOver(email: string): Promise<void> {
  await collectionOf(BulkOperations).updateMany(
    { isOpen: true, kind: 'prospects.import' },
    { $addToSet: { forgotten: forgottenMark(email) } },
    { maxTimeMS: 5_000 },
  )
}

/** A new round: what a worker is just writing goes into the file of the last one, which nobody gets. */
async function beginExportsAgain(): Promise<void> {
  await collectionOf(BulkOperations).updateMany(
    { isOpen: true, kind: 'prospects.export', cursor: { $ne: null } },
    { $set: { cursor: null, counts: {}, 'progress.done': 0, 'files.result': null }, $inc: { round: 1 } },
    { maxTimeMS: 5_000 },
  )
}
