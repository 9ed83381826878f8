import { collectionOf } from '../db/collection-of'
import { now } from '../jobs/clock'
import { Notifications } from './notification'

/** Marks a user's own notifications as read. @param ids of those, or null for all */
export async function markRead(userId: string, ids: string[] | null): Promise<void> {
  await collectionOf(Notifications).updateMany(
    { userId, readAt: null, ...(ids ? { _id: { $in: ids } } : {}) },
    { $set: { readAt: now() } },
    { maxTimeMS: 5_000 },
  )
}
