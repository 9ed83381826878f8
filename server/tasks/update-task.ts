import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { now } from '../jobs/clock'
import { checkOwner, createTaskSchema } from './create-task'
import { loadTask, unknownTask } from './load-task'
import { orderOf, type Task, Tasks } from './task'
import type { TaskRecord } from './task-record'

export const updateTaskSchema = createTaskSchema
  .omit({ prospectId: true })
  .partial()
  .extend({ isDone: z.boolean().optional() })

/**
 * Changes what is given: title, due date (null: none), owner (null: nobody), and whether it is done. Done again, it
 * keeps the moment it was first done.
 * @param by a user id, or `api-key:<id>`
 * @throws AppError 'not-found', 'invalid-input' for an unknown owner
 */
export async function updateTask(
  id: string,
  { isDone, title, dueAt, ownerId }: z.output<typeof updateTaskSchema>,
  by: string,
): Promise<TaskRecord> {
  await checkOwner(ownerId)
  const at = now()
  const changes: Partial<Task> = {
    ...(title !== undefined && { title }),
    ...(dueAt !== undefined && { dueAt, orderAt: orderOf(dueAt) }),
    ...(ownerId !== undefined && { ownerId }),
    ...(isDone === false && { completedAt: null, completedBy: null }),
    updatedAt: at,
  }
  const tasks = collectionOf(Tasks)
  const { matchedCount } = await tasks.updateOne({ _id: id }, { $set: changes }, { maxTimeMS: 5_000 })
  if (!matchedCount) throw unknownTask(id)
  if (isDone)
    await tasks.updateOne(
      { _id: id, completedAt: null },
      { $set: { completedAt: at, completedBy: by } },
      { maxTimeMS: 5_000 },
    )
  return loadTask(id)
}
