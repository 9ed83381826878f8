import { collectionOf } from '../db/collection-of'
import { type BulkOperation, BulkOperations } from './bulk-operation'
import { dropFile } from './files/drop-file'
import { repeatsFileOf } from './import/repeats-file'

type EndState = Extract<BulkOperation['state'], 'done' | 'failed' | 'cancelled'>

/** Ends an operation that is open before its time: what was done stays done. Harmless when it is over already. */
export async function endOperation(
  id: string,
  state: Exclude<EndState, 'done'>,
  failure: string | null = null,
): Promise<void> {
  const ended = await collectionOf(BulkOperations).findOneAndUpdate(
    { _id: id, isOpen: true },
    { $set: { ...overValues(state), failure } },
    { returnDocument: 'before', maxTimeMS: 5_000 },
  )
  if (ended) await dropInputs(ended, state)
}

/**
 * What an operation that is over keeps and forgets. What was asked for may name people, so it goes; the counts, and
 * the files for download until they expire, stay.
 */
export function overValues(state: EndState) {
  const at = new Date()
  return {
    state,
    isOpen: false,
    finishedAt: at,
    updatedAt: at,
    input: null,
    cursor: null,
    pending: null,
    forgotten: [],
  }
}

/** Deletes what an operation that is over read, and what it had made unless it is done. A sweep does it otherwise. */
export async function dropInputs({ _id, kind, files }: BulkOperation, state: EndState): Promise<void> {
  if (files.source) await dropFile(files.source)
  if (kind === 'prospects.import') await dropFile(repeatsFileOf(_id))
  if (files.result && state !== 'done') await dropFile(files.result)
}
