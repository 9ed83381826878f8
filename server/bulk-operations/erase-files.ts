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
 * their addresses. Harmless to repeat.
 * @param emails all addresses they had
 * @param before when they were erased: what was begun later does not name them
 */
export async function eraseFiles(emails: string[], before: Date): Promise<void> {
  await passOver(emails)
  await beginExportsAgain(before)
  const open = await findRows(BulkOperations, { isOpen: true }, { files: 1 }).toArray()
  const inUse = new Set(open.flatMap(({ _id, files }) => [files.source, repeatsFileOf(_id)]))
  const growing = new Set(open.map(({ files }) => files.errors))
  for (const { _id } of await findRows(BulkFiles, { createdAt: { $lte: before } }, { _id: 1 }).toArray()) {
    if (inUse.has(_id)) continue
    if (growing.has(_id)) await collectionOf(BulkFileParts).deleteMany({ file: _id }, { maxTimeMS: 60_000 })
    else await dropFile(_id)
  }
}

async function passOver(emails: string[]): Promise<void> {
  if (emails.length === 0) return
  await collectionOf(BulkOperations).updateMany(
    { isOpen: true, kind: 'prospects.import' },
    { $addToSet: { forgotten: { $each: emails.map(forgottenMark) } } },
    { maxTimeMS: 5_000 },
  )
}

/** A new round: what a worker is just writing goes into the file of the last one, which nobody gets. */
async function beginExportsAgain(before: Date): Promise<void> {
  await collectionOf(BulkOperations).updateMany(
    { isOpen: true, kind: 'prospects.export', begunAt: { $lte: before } },
    {
      $set: { cursor: null, counts: {}, 'progress.done': 0, 'files.result': null, begunAt: new Date() },
      $inc: { round: 1 },
    },
    { maxTimeMS: 5_000 },
  )
}
