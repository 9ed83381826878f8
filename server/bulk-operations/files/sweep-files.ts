import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { BulkFileParts, BulkFiles } from './bulk-file'
import { dropFile } from './drop-file'

/** Deletes files whose time is over, and parts that somebody wrote late for a file that is gone. A tick calls this. */
export async function sweepFiles(at = new Date()): Promise<void> {
  const expired = await findRows(BulkFiles, { expiresAt: { $lte: at } }, { _id: 1 })
    .limit(100)
    .toArray()
  for (const { _id } of expired) await dropFile(_id)
  const withParts: string[] = await collectionOf(BulkFileParts).distinct('file', {}, { maxTimeMS: 20_000 })
  const known = await findRows(BulkFiles, { _id: { $in: withParts } }, { _id: 1 }).toArray()
  const ids = new Set(known.map(({ _id }) => _id))
  for (const file of withParts) if (!ids.has(file)) await dropFile(file)
}
