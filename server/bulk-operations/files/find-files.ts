import { findRows } from '../../db/find-rows'
import { type BulkFile, BulkFiles } from './bulk-file'

/** Files by id; those that expired are missing. */
export async function findFiles(ids: (string | null)[], at = new Date()): Promise<Map<string, BulkFile>> {
  const wanted = ids.filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const found = await findRows(BulkFiles, { _id: { $in: wanted }, expiresAt: { $gt: at } }).toArray()
  return new Map(found.map((file) => [file._id, file]))
}
