import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { BulkOperations } from './bulk-operation'
import { type BulkOperationRecord, toRecords } from './operation-record'

/** Imports, exports and bulk changes, the newest first. */
export async function listOperations(page: PageInput): Promise<Page<BulkOperationRecord>> {
  const { items, next } = await keysetPage(BulkOperations, { ...page, by: 'createdAt' })
  return { items: await toRecords(items), next }
}
