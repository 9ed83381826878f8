import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Events } from '../events/stored-event'
import type { HeldRecord } from './held-record'
import { toHeldRecords } from './list-held'

/** One event that is held, or was, and what releasing it would do. @throws AppError 'not-found' */
export async function loadHeld(id: string): Promise<HeldRecord> {
  const event = await collectionOf(Events).findOne({ _id: id }, { maxTimeMS: 5_000 })
  const [record] = event ? await toHeldRecords([event]) : []
  if (record) return record
  throw new AppError('not-found', {
    message: `no held event ${id}`,
    userMessage: 'There is no held event with this id. It may never have been held.',
  })
}
