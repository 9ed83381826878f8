import { collectionOf } from '../../db/collection-of'
import { BulkFileParts, BulkFiles } from './bulk-file'

/** Deletes a file and its parts. Harmless to repeat. */
export async function dropFile(id: string): Promise<void> {
  await collectionOf(BulkFiles).deleteOne({ _id: id }, { maxTimeMS: 5_000 })
  await collectionOf(BulkFileParts).deleteMany({ file: id }, { maxTimeMS: 60_000 })
}
