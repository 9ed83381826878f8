import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { laneOf } from '../events/lane-of'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'
import { type BulkKind, type BulkOperation, BulkOperations } from './bulk-operation'

type Start = {
  kind: BulkKind
  title: string
  input: unknown
  startedBy: string
  /** Default: a new one. */
  id?: string
  files?: Partial<BulkOperation['files']>
  total?: number | null
}

/** Puts an operation into the queue and wakes the workers. Its input must have been checked. */
export async function startOperation(start: Start): Promise<BulkOperation> {
  const operation = newOperation(start)
  await collectionOf(BulkOperations).insertOne(operation)
  wakeWorker('bulk.step')
  return operation
}

function newOperation({
  kind,
  title,
  input,
  startedBy,
  id = newId(),
  files,
  total = null,
}: Start): BulkOperation {
  const at = now()
  return {
    _id: id,
    kind,
    title,
    input,
    startedBy,
    state: 'waiting',
    isOpen: true,
    lane: laneOf(id),
    fence: 0,
    round: 0,
    begunAt: at,
    progress: { done: 0, total },
    cursor: null,
    pending: null,
    counts: {},
    files: { source: null, result: null, errors: null, ...files },
    attempts: 0,
    notBefore: at,
    failure: null,
    forgotten: [],
    createdAt: at,
    updatedAt: at,
    startedAt: null,
    finishedAt: null,
  }
}
