import { collectionOf } from '../../db/collection-of'
import { BulkFileParts } from './bulk-file'

type Part = { file: string; n: number; data: Buffer; at?: number }

/** Writes one part of a file, in place of the one that may be there under its number. */
export async function writePart({ file, n, data, at = 0 }: Part): Promise<void> {
  await collectionOf(BulkFileParts).updateOne(
    { _id: `${file}:${n}` },
    { $set: { file, n, at, data } },
    { upsert: true, maxTimeMS: 20_000 },
  )
}
