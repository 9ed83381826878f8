import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** Something for a user to do, usually about a prospect. Made by an effect, its id is the effect's. */
export const taskSchema = z.object({
  _id: z.string(),
  title: z.string(),
  /** Null: about nobody. */
  prospectId: z.string().nullable(),
  /** Null: for whoever takes it. */
  ownerId: z.string().nullable(),
  dueAt: z.date().nullable(),
  /** `dueAt`, or far in the future without one: what open tasks are ordered by. */
  orderAt: z.date(),
  completedAt: z.date().nullable(),
  completedBy: z.string().nullable(),
  /** A user id, `api-key:<id>`, or `workflow:<id>`. */
  createdBy: z.string(),
  runId: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Task = z.infer<typeof taskSchema>

export const Tasks = defineCollection('tasks', taskSchema, [
  { key: { orderAt: 1, _id: 1 }, partialFilterExpression: { completedAt: null }, name: 'open' },
  { key: { ownerId: 1, orderAt: 1, _id: 1 } },
  { key: { prospectId: 1, createdAt: -1 } },
  { key: { completedAt: -1, _id: -1 } },
  { key: { createdAt: -1, _id: -1 } },
])

/** Where a task stands among the open ones: without a due date, behind all that have one. */
export function orderOf(dueAt: Date | null): Date {
  return dueAt ?? new Date('9999-12-31T00:00:00Z')
}
