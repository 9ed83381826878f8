import { createHash } from 'node:crypto'
import { z } from 'zod'
import { collectionOf } from '../../db/collection-of'
import { newId } from '../../db/new-id'
import { AppError } from '../../errors'
import { type CsvEncoding, checkIsText, encodingByMark } from '../csv/csv-format'
import { BulkFiles, bulkFileSchema } from './bulk-file'
import { createFile } from './create-file'
import { dropFile } from './drop-file'
import { writePart } from './write-part'

export const MOST_UPLOAD_BYTES = 200_000_000
const partBytes = 1 << 20

/** A file that was taken in. */
export const uploadSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** SHA-256, in hex. */
  hash: z.string(),
  encoding: bulkFileSchema.shape.encoding.unwrap(),
})
export type Upload = z.infer<typeof uploadSchema>

type Incoming = { body: AsyncIterable<Uint8Array>; name: string; ownedBy: string; mostBytes?: number }

/**
 * Stores a text as it comes in, a part at a time, and finds out how it is encoded.
 * @throws UploadTooLarge; AppError 'unprocessable' when it is empty or no text. Nothing is kept then.
 */
export async function storeUpload({
  body,
  name,
  ownedBy,
  mostBytes = MOST_UPLOAD_BYTES,
}: Incoming): Promise<Upload> {
  const id = newId()
  await createFile({ _id: id, name, ownedBy })
  try {
    const { bytes, hash, encoding } = await store(id, body, mostBytes)
    const complete = { isComplete: true, bytes, hash, encoding }
    await collectionOf(BulkFiles).updateOne({ _id: id }, { $set: complete }, { maxTimeMS: 5_000 })
    return { id, name, bytes, hash, encoding }
  } catch (error) {
    await dropFile(id)
    throw error
  }
}

/** More than may be sent at a time. */
export class UploadTooLarge extends Error {
  constructor(readonly mostBytes: number) {
    super('an upload is too large')
    this.name = 'UploadTooLarge'
  }

  get userMessage(): string {
    return `The file is larger than ${Math.floor(this.mostBytes / 1_000_000)} MB. Split it, and import the parts one after the other.`
  }
}

async function store(file: string, body: AsyncIterable<Uint8Array>, mostBytes: number) {
  const hash = createHash('sha256')
  const text = new Utf8Check()
  let at = 0
  let n = 0
  let rest = Buffer.alloc(0)
  const flush = async (data: Buffer) => {
    if (n === 0) checkIsText(data.subarray(0, 65_536))
    await writePart({ file, n, at, data })
    n += 1
    at += data.length
  }
  for await (const block of body) {
    if (at + rest.length + block.length > mostBytes) throw new UploadTooLarge(mostBytes)
    hash.update(block)
    text.add(block)
    rest = rest.length ? Buffer.concat([rest, block]) : Buffer.from(block)
    for (; rest.length >= partBytes; rest = rest.subarray(partBytes)) await flush(rest.subarray(0, partBytes))
  }
  if (rest.length) await flush(rest)
  if (at === 0) throw empty()
  return { bytes: at, hash: hash.digest('hex'), encoding: text.encoding() }
}

/** Text without a mark is UTF-8 when all of it can be; otherwise what Windows programs write in Europe. */
class Utf8Check {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true })
  private head: Buffer = Buffer.alloc(0)
  private isUtf8 = true

  add(block: Uint8Array): void {
    if (this.head.length < 4) this.head = Buffer.concat([this.head, block.subarray(0, 4)])
    if (this.isUtf8) this.decode(block, true)
  }

  encoding(): CsvEncoding {
    const marked = encodingByMark(this.head)?.encoding
    if (marked && marked !== 'utf-8') return marked
    if (this.isUtf8) this.decode(new Uint8Array(), false)
    return this.isUtf8 ? 'utf-8' : 'windows-1252'
  }

  private decode(block: Uint8Array, stream: boolean): void {
    try {
      this.decoder.decode(block, { stream })
    } catch {
      this.isUtf8 = false
    }
  }
}

function empty(): AppError {
  return new AppError('unprocessable', {
    message: 'an upload is empty',
    userMessage: 'The file is empty. Choose a CSV file with a header row and at least one row below it.',
  })
}
