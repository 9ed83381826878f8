import { collectionOf } from '../../db/collection-of'
import { insertNew } from '../../db/insert-new'
import { type BulkFile, BulkFiles } from './bulk-file'

/** How long what can be downloaded, and an upload that nobody uses, is kept. */
export const FILE_KEPT_MS = 24 * 60 * 60_000

/** A file without parts yet. Doing it again changes nothing. */
export async function createFile(file: Pick<BulkFile, '_id' | 'name'> & Partial<BulkFile>): Promise<void> {
  const createdAt = new Date()
  await insertNew(collectionOf(BulkFiles), [
    {
      ownedBy: null,
      isComplete: false,
      bytes: 0,
      head: '',
      hash: null,
      encoding: null,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + FILE_KEPT_MS),
      ...file,
    },
  ])
}
