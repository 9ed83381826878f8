import { findRows } from '../db/find-rows'
import { AppError } from '../errors'
import { type BulkOperation, BulkOperations } from './bulk-operation'
import { type BulkOperationRecord, toRecords } from './operation-record'

/** One bulk operation, as it stands. @throws AppError 'not-found' */
export async function loadOperation(id: string): Promise<BulkOperationRecord> {
  const [record] = await toRecords([await findOperation(id)])
  if (!record) throw new Error('one operation in, one record out')
  return record
}

/** The stored operation. @throws AppError 'not-found' */
export async function findOperation(id: string): Promise<BulkOperation> {
  const operation = await findRows(BulkOperations, { _id: id }, { pending: 0 }).next()
  if (operation) return operation
  throw new AppError('not-found', {
    message: `no bulk operation ${id}`,
    userMessage: 'There is no such bulk operation. Choose one from the history.',
  })
}
