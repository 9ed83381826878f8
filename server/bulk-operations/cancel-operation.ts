import { AppError } from '../errors'
import { endOperation } from './end-operation'
import { findOperation, loadOperation } from './load-operation'
import type { BulkOperationRecord } from './operation-record'

/**
 * Stops an operation; what was done stays done. The chunk that is at work may still be finished.
 * @throws AppError 'not-found', or 'conflict' when it is over
 */
export async function cancelOperation(id: string): Promise<BulkOperationRecord> {
  const { isOpen } = await findOperation(id)
  if (!isOpen)
    throw new AppError('conflict', {
      message: `bulk operation ${id} is over`,
      userMessage: 'It is over already; there is nothing left to cancel.',
    })
  await endOperation(id, 'cancelled')
  return loadOperation(id)
}
