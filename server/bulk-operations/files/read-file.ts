import { collectionOf } from '../../db/collection-of'
import { type BulkFilePart, BulkFileParts } from './bulk-file'

/** The bytes of a file from an offset on, part by part. Only for files whose parts carry their offset. */
export async function* readFileFrom(file: string, offset: number): AsyncGenerator<Buffer> {
  const first = await collectionOf(BulkFileParts).findOne(
    { file, at: { $lte: offset } },
    { sort: { at: -1 }, maxTimeMS: 20_000 },
  )
  if (!first) return
  yield bytesOf(first).subarray(offset - first.at)
  yield* readParts(file, first.n + 1)
}

/** The parts of a file in order, one at a time: whoever reads slowly holds one in memory. */
export async function* readParts(file: string, from = 0): AsyncGenerator<Buffer> {
  for (let n = from; ; ) {
    const part = await collectionOf(BulkFileParts).findOne(
      { file, n: { $gte: n } },
      { sort: { n: 1 }, maxTimeMS: 20_000 },
    )
    if (!part) return
    yield bytesOf(part)
    n = part.n + 1
  }
}

function bytesOf({ data }: BulkFilePart): Buffer {
  return Buffer.isBuffer(data) ? data : Buffer.from(data.value())
}
