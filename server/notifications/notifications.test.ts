import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { countUnread, listNotifications } from './list-notifications'
import { markRead } from './mark-read'
import { Notifications } from './notification'

useTestDatabase()

async function tell(userId: string, message: string, minute: number): Promise<void> {
  const { _id } = await insertProspect({ firstName: 'Eve' })
  await collectionOf(Notifications).insertOne({
    _id: `${userId}-${message}`,
    userId,
    prospectId: _id,
    message,
    workflowId: 'w',
    runId: 'r',
    createdAt: new Date(minute * 60_000),
    readAt: null,
  })
}

test('everybody sees their own, the newest first, and marks only their own as read', async () => {
  await tell('ada', 'first', 1)
  await tell('ada', 'second', 2)
  await tell('bob', 'third', 3)
  expect((await listNotifications('ada', {})).items).toMatchObject([
    { message: 'second', prospect: { name: 'Eve' }, readAt: null },
    { message: 'first' },
  ])
  await markRead('ada', ['ada-first', 'bob-third'])
  expect([await countUnread('ada'), await countUnread('bob')]).toEqual([1, 1])
  await markRead('ada', null)
  expect([await countUnread('ada'), await countUnread('bob')]).toEqual([0, 1])
})
