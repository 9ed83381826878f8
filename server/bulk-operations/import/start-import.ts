import type { z } from 'zod'
import { collectionOf } from '../../db/collection-of'
import { newId } from '../../db/new-id'
import { Fields } from '../../prospects/field'
import { Prospects } from '../../prospects/prospect'
import type { BulkOperation } from '../bulk-operation'
import { BulkFiles } from '../files/bulk-file'
import { startOperation } from '../start-operation'
import type { ImportInput } from './import-input'
import { importRequestSchema, prepareImport, refused } from './prepare-import'
import { createErrorFile } from './row-errors'
import { fileGone } from './scan-chunk'

const keptWhileRunningMs = 7 * 24 * 60 * 60_000

/**
 * Starts an import of an uploaded file. Columns that go to custom fields which do not exist make them.
 * @throws AppError 'not-found' when the upload is gone, 'unprocessable' when it cannot be done like this
 */
export async function startImport(
  request: z.input<typeof importRequestSchema>,
  startedBy: string,
): Promise<BulkOperation> {
  const prepared = await prepareImport(importRequestSchema.parse(request), startedBy)
  const { upload, headers, input, problem } = prepared
  if (problem) throw refused(problem)
  await takeUpload(upload._id, startedBy)
  await makeFields(input)
  await indexMatch(input)
  const id = newId()
  const errors = `${id}-errors`
  await createErrorFile(errors, headers)
  return startOperation({
    id,
    kind: 'prospects.import',
    title: `Import of ${upload.name}`,
    input,
    startedBy,
    files: { source: upload._id, errors },
  })
}

/** From now on it belongs to the operation: nobody imports it a second time by a second click. */
async function takeUpload(id: string, ownedBy: string): Promise<void> {
  const { matchedCount } = await collectionOf(BulkFiles).updateOne(
    { _id: id, ownedBy },
    { $set: { ownedBy: null, expiresAt: new Date(Date.now() + keptWhileRunningMs) } },
    { maxTimeMS: 5_000 },
  )
  if (matchedCount === 0) throw fileGone()
}

async function makeFields({ fields }: ImportInput): Promise<void> {
  const createdAt = new Date()
  const writes = Object.entries(fields).map(([key, { label, type }]) => ({
    updateOne: { filter: { _id: key }, update: { $setOnInsert: { label, type, createdAt } }, upsert: true },
  }))
  if (writes.length) await collectionOf(Fields).bulkWrite(writes, { ordered: false, maxTimeMS: 5_000 })
}

/** Finding prospects by a field of one's own takes an index, or each chunk would read everybody. */
async function indexMatch({ options: { matchBy } }: ImportInput): Promise<void> {
  if (matchBy.startsWith('fields.'))
    await collectionOf(Prospects).createIndex({ [matchBy]: 1 }, { sparse: true })
}
