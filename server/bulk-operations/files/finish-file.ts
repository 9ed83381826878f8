import { collectionOf } from '../../db/collection-of'
import { BulkFileParts, BulkFiles } from './bulk-file'
import { FILE_KEPT_MS } from './create-file'

/** Says that all parts are there: how many bytes it has, and from now until when it is kept. Harmless to repeat. */
export async function finishFile(id: string): Promise<void> {
  const [sum] = await collectionOf(BulkFileParts)
    .aggregate<{ bytes: number }>(
      [{ $match: { file: id } }, { $group: { _id: null, bytes: { $sum: { $binarySize: '$data' } } } }],
      { maxTimeMS: 60_000 },
    )
    .toArray()
  const expiresAt = new Date(Date.now() + FILE_KEPT_MS)
  await collectionOf(BulkFiles).updateOne(
    { _id: id },
    { $set: { isComplete: true, bytes: sum?.bytes ?? 0, expiresAt } },
    { maxTimeMS: 5_000 },
  )
}
