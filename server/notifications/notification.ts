import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** Something a workflow tells one user, in the app. The id is derived from the effect and the user. */
export const notificationSchema = z.object({
  _id: z.string(),
  userId: z.string(),
  prospectId: z.string(),
  message: z.string(),
  workflowId: z.string(),
  runId: z.string(),
  createdAt: z.date(),
  readAt: z.date().nullable(),
})

export const Notifications = defineCollection('notifications', notificationSchema, [
  { key: { userId: 1, createdAt: -1, _id: -1 } },
  { key: { userId: 1 }, partialFilterExpression: { readAt: null }, name: 'unread' },
  { key: { prospectId: 1 } },
])
