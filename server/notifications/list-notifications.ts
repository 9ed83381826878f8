import { collectionOf } from '../db/collection-of'
import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { nameProspects } from '../prospects/name-prospects'
import { Notifications } from './notification'

export type NotificationRecord = {
  id: string
  message: string
  prospect: { id: string; name: string } | null
  createdAt: Date
  readAt: Date | null
}

/** What workflows told a user, the newest first. */
export async function listNotifications(userId: string, page: PageInput): Promise<Page<NotificationRecord>> {
  const { items, next } = await keysetPage(Notifications, { ...page, filter: { userId }, by: 'createdAt' })
  const prospects = await nameProspects(items.map(({ prospectId }) => prospectId))
  return {
    items: items.map(({ _id, message, prospectId, createdAt, readAt }) => ({
      id: _id,
      message,
      prospect: prospects.get(prospectId) ?? null,
      createdAt,
      readAt,
    })),
    next,
  }
}

/** How many a user has not read, counted to one hundred. */
export async function countUnread(userId: string): Promise<number> {
  return collectionOf(Notifications).countDocuments(
    { userId, readAt: null },
    { limit: 100, maxTimeMS: 5_000 },
  )
}
