import { z } from 'zod'
import { type BulkOperation, bulkOperationSchema } from './bulk-operation'
import type { BulkFile } from './files/bulk-file'
import { findFiles } from './files/find-files'

const offeredFileSchema = z.object({ name: z.string(), expiresAt: z.date() })

/** A bulk operation as every door shows it. */
export const bulkOperationRecordSchema = z.object({
  id: z.string(),
  ...bulkOperationSchema.pick({
    kind: true,
    title: true,
    startedBy: true,
    state: true,
    progress: true,
    counts: true,
    failure: true,
    createdAt: true,
    startedAt: true,
    finishedAt: true,
  }).shape,
  /** What can be downloaded; null: there is none, or it expired. */
  files: z.object({
    result: offeredFileSchema.extend({ bytes: z.number().int() }).nullable(),
    errors: offeredFileSchema.nullable(),
  }),
})
export type BulkOperationRecord = z.infer<typeof bulkOperationRecordSchema>

/** Stored operations with the files that are still there. */
export async function toRecords(operations: BulkOperation[]): Promise<BulkOperationRecord[]> {
  const files = await findFiles(operations.flatMap(({ files: { result, errors } }) => [result, errors]))
  const find = (id: string | null) => files.get(id ?? '')
  return operations.map(({ _id, files: { result, errors }, ...operation }) => ({
    id: _id,
    kind: operation.kind,
    title: operation.title,
    startedBy: operation.startedBy,
    state: operation.state,
    progress: operation.progress,
    counts: operation.counts,
    failure: operation.failure,
    createdAt: operation.createdAt,
    startedAt: operation.startedAt,
    finishedAt: operation.finishedAt,
    files: {
      result: operation.state === 'done' ? offered(find(result)) : null,
      errors: operation.counts.failed ? withoutSize(find(errors)) : null,
    },
  }))
}

function offered(file: BulkFile | undefined): { name: string; bytes: number; expiresAt: Date } | null {
  return file?.isComplete ? { name: file.name, bytes: file.bytes, expiresAt: file.expiresAt } : null
}

/** Nobody adds up what is still growing. */
function withoutSize(file: BulkFile | undefined): { name: string; expiresAt: Date } | null {
  return file ? { name: file.name, expiresAt: file.expiresAt } : null
}
