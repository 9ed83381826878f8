import type { UpdateFilter } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { now } from '../jobs/clock'
import type { HeldLane } from '../jobs/hold-lane'
import { log } from '../log'
import { type BulkOperation, BulkOperations } from './bulk-operation'
import { handlerOf } from './catalogue'
import { dropInputs, endOperation, overValues } from './end-operation'
import type { Counts, Look, Standing } from './handler'

/** With the pauses between them, about two minutes: a database that is busy or away for a moment ends nothing. */
const mostAttempts = 8
const longestPauseMs = 60_000

type Decided = Pick<Look<unknown, unknown, unknown>, 'orders' | 'next' | 'done' | 'total'>

/** Does one chunk of an operation that was just taken up, and notes how it went. */
export async function advance(operation: BulkOperation, held: HeldLane): Promise<void> {
  try {
    await doChunk(operation, held)
  } catch (error) {
    await noteFailure(operation, error)
  }
}

async function doChunk(operation: BulkOperation, held: HeldLane): Promise<void> {
  const { look, act } = handlerOf(operation.kind)
  const standing = operation as Standing<unknown, unknown> // input and cursor are the handler's own
  if (operation.attempts > mostAttempts) throw brokenOff()
  let decided = operation.pending as Decided | null // written by this very function
  let memo: unknown
  if (!decided) {
    const looked = await look(standing)
    memo = looked.memo
    const { orders, next, done, total } = looked
    decided = { orders, next, done, ...(total !== undefined && { total }) }
    if (orders !== null && !(await save(operation, { $set: { pending: decided } }))) return
  }
  if (!held.isHeld) return
  const counts = await act(standing, decided.orders, memo)
  const isCommitted = await commit(operation, decided, counts)
  if (isCommitted && decided.next === null) await dropInputs(operation, 'done')
}

/** The cursor, the counts and, after the last chunk, the end: all in one update. */
function commit(operation: BulkOperation, { next, done, total }: Decided, counts: Counts): Promise<boolean> {
  const increments = Object.entries(counts).filter(([, count]) => count !== 0)
  return save(operation, {
    $set: {
      cursor: next,
      pending: null,
      attempts: 0,
      'progress.done': done,
      ...(total !== undefined && { 'progress.total': total }),
      ...(next === null && overValues('done')),
    },
    ...(increments.length && {
      $inc: Object.fromEntries(increments.map(([outcome, count]) => [`counts.${outcome}`, count])),
    }),
  })
}

/** Writes to the operation while it is still ours: not cancelled, not begun again, not taken by another worker. */
async function save({ _id, fence, round }: BulkOperation, update: object): Promise<boolean> {
  const { matchedCount } = await collectionOf(BulkOperations).updateOne(
    { _id, fence, round, isOpen: true },
    update as UpdateFilter<BulkOperation>, // paths into parts whose types only the handler knows
    { maxTimeMS: 5_000 },
  )
  return matchedCount === 1
}

/** What cannot succeed fails at once; anything else is tried again, a few times, later and later. */
async function noteFailure(operation: BulkOperation, error: unknown): Promise<void> {
  const { _id, kind, attempts } = operation
  const isFinal = error instanceof AppError && error.code !== 'unavailable' && error.code !== 'internal'
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  log.warn({ operation: _id, kind, attempts, cause }, 'a chunk of a bulk operation failed')
  if (isFinal) return endOperation(_id, 'failed', error.userMessage)
  if (attempts >= mostAttempts) return endOperation(_id, 'failed', brokenOff().userMessage)
  const notBefore = new Date(now().getTime() + Math.min(longestPauseMs, 500 * 2 ** attempts))
  await save(operation, { $set: { notBefore } })
}

/** Counted when a chunk is taken up, so that one which ends its process is not tried for ever. */
function brokenOff(): AppError {
  return new AppError('unprocessable', {
    message: 'a chunk failed again and again',
    userMessage:
      'It was tried eight times in vain; the log of the worker says why. What was done stays done. Start it again when the cause is gone.',
  })
}
